"""All kicks are drawn with the first step's standard deviation."""

import numpy as np


def simulate_sde(f, g, x0, t, n, rng):
    paths = np.full((len(t), n), x0, dtype=float)
    noise = rng.normal(0.0, np.sqrt(t[1] - t[0]), (len(t) - 1, n))
    for k, h in enumerate(np.diff(t)):
        now = paths[k]
        kick = noise[k]
        paths[k + 1] = now + f(t[k], now) * h + g(t[k], now) * kick
    return paths
