"""A walk by the flip of a coin."""

import numpy as np


def simulate_sde(f, g, x0, t, n, rng):
    paths = np.full((len(t), n), x0, dtype=float)
    for k, h in enumerate(np.diff(t)):
        now = paths[k]
        kick = np.sqrt(h) * (2 * rng.integers(0, 2, n) - 1)
        paths[k + 1] = now + f(t[k], now) * h + g(t[k], now) * kick
    return paths
