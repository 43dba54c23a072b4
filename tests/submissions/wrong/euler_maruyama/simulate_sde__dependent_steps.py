"""One number a path, drawn before the loop."""

import numpy as np


def simulate_sde(f, g, x0, t, n, rng):
    paths = np.full((len(t), n), x0, dtype=float)
    z = rng.normal(size=n)
    for k, h in enumerate(np.diff(t)):
        now = paths[k]
        kick = np.sqrt(h) * z
        paths[k + 1] = now + f(t[k], now) * h + g(t[k], now) * kick
    return paths
