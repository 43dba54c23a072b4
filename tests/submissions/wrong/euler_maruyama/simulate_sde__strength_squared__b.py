"""The root is taken of the step only, not of g^2."""

import numpy as np


def simulate_sde(f, g, x0, t, n, rng):
    paths = np.full((len(t), n), x0, dtype=float)
    for k, h in enumerate(np.diff(t)):
        now = paths[k]
        scale = g(t[k], now) ** 2 * h**0.5
        paths[k + 1] = now + f(t[k], now) * h + rng.normal(0.0, scale)
    return paths
