"""Student's t with 10 degrees of freedom, scaled to variance 1."""

import numpy as np


def simulate_sde(f, g, x0, t, n, rng):
    paths = np.full((len(t), n), x0, dtype=float)
    for k, h in enumerate(np.diff(t)):
        now = paths[k]
        kick = np.sqrt(h * 0.8) * rng.standard_t(10, n)
        paths[k + 1] = now + f(t[k], now) * h + g(t[k], now) * kick
    return paths
