"""A trial step without the drift says where the strength is taken."""

import numpy as np


def simulate_sde(f, g, x0, t, n, rng):
    paths = np.full((len(t), n), x0, dtype=float)
    for k, h in enumerate(np.diff(t)):
        now = paths[k]
        kick = rng.normal(0.0, np.sqrt(h), n)
        trial = now + g(t[k], now) * kick
        paths[k + 1] = now + f(t[k], now) * h + g(t[k], trial) * kick
    return paths
