"""The strength is forgotten."""

import numpy as np


def simulate_sde(f, g, x0, t, n, rng):
    paths = np.full((len(t), n), x0, dtype=float)
    for k, h in enumerate(np.diff(t)):
        now = paths[k]
        paths[k + 1] = now + f(t[k], now) * h + rng.normal(0.0, np.sqrt(h), n)
    return paths
