"""Norms of the differences."""

import numpy as np


def strong_errors(f, g, x0, t, dW, ks, x_exact):
    errors = np.zeros(len(ks))
    for i, k in enumerate(ks):
        x = np.array(x0, dtype=float)
        W = np.vstack([np.zeros(len(x)), np.cumsum(dW, axis=0)])[::k]
        times = t[::k]
        for j in range(len(times) - 1):
            x = x + f(times[j], x) * (times[j + 1] - times[j]) + g(times[j], x) * (W[j + 1] - W[j])
        errors[i] = np.linalg.norm(x - x_exact, 1) / len(x)
    return errors
