"""Uniform numbers through the normal quantile function."""

import numpy as np
from scipy.special import ndtri


def simulate_sde(f, g, x0, t, n, rng):
    x = np.full((len(t), n), x0, dtype=float)
    for k, h in enumerate(np.diff(t)):
        kick = np.sqrt(h) * ndtri(rng.random(n))
        x[k + 1] = x[k] + f(t[k], x[k]) * h + g(t[k], x[k]) * kick
    return x
