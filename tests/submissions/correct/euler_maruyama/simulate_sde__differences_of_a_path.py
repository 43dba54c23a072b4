"""Brownian paths first, their differences as increments."""

import numpy as np


def simulate_sde(f, g, x0, t, n, rng):
    W = np.zeros((len(t), n))
    W[1:] = np.cumsum(np.sqrt(np.diff(t))[:, None] * rng.standard_normal((len(t) - 1, n)), axis=0)
    x = np.full((len(t), n), x0, dtype=float)
    for k in range(len(t) - 1):
        x[k + 1] = x[k] + f(t[k], x[k]) * (t[k + 1] - t[k]) + g(t[k], x[k]) * (W[k + 1] - W[k])
    return x
