"""A column of numbers is stretched over the paths."""

import numpy as np


def simulate_sde(f, g, x0, t, n, rng):
    paths = np.full((len(t), n), x0, dtype=float)
    noise = np.sqrt(np.diff(t)) * rng.standard_normal(len(t) - 1)
    for k, h in enumerate(np.diff(t)):
        now = paths[k]
        kick = noise[k]
        paths[k + 1] = now + f(t[k], now) * h + g(t[k], now) * kick
    return paths
