"""Noise written as h sqrt(1/h) z, as physicists do."""

import numpy as np


def simulate_sde(f, g, x0, t, n, rng):
    x = np.full((len(t), n), x0, dtype=float)
    for k, h in enumerate(np.diff(t)):
        kick = h * np.sqrt(1 / h) * rng.standard_normal(size=n)
        x[k + 1] = x[k] + f(t[k], x[k]) * h + g(t[k], x[k]) * kick
    return x
