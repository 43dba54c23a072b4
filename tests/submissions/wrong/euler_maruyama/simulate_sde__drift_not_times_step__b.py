"""The root of the step multiplies drift and noise alike."""

import numpy as np


def simulate_sde(f, g, x0, t, n, rng):
    paths = np.full((len(t), n), x0, dtype=float)
    for k, h in enumerate(np.diff(t)):
        now = paths[k]
        paths[k + 1] = now + np.sqrt(h) * (f(t[k], now) + g(t[k], now) * rng.standard_normal(n))
    return paths
