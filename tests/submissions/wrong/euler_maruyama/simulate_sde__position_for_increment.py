"""The running sum of the increments is used as the increment."""

import numpy as np


def simulate_sde(f, g, x0, t, n, rng):
    paths = np.full((len(t), n), x0, dtype=float)
    brownian = np.zeros(n)
    for k, h in enumerate(np.diff(t)):
        now = paths[k]
        brownian = brownian + rng.normal(0.0, np.sqrt(h), n)
        paths[k + 1] = now + f(t[k], now) * h + g(t[k], now) * brownian
    return paths
