"""W is drawn anew at each time instead of being summed, so its differences are no increments."""

import numpy as np


def simulate_sde(f, g, x0, t, n, rng):
    paths = np.full((len(t), n), x0, dtype=float)
    brownian = np.sqrt(np.asarray(t) - t[0])[:, None] * rng.standard_normal((len(t), n))
    for k, h in enumerate(np.diff(t)):
        now = paths[k]
        kick = brownian[k + 1] - brownian[k]
        paths[k + 1] = now + f(t[k], now) * h + g(t[k], now) * kick
    return paths
