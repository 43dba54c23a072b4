"""Preallocated rows, filled by index."""

import numpy as np


def euler_maruyama(f, g, x0, t, dW):
    x = np.zeros((len(t), len(x0)))
    x[0] = x0
    for k in range(len(t) - 1):
        x[k + 1] = x[k] + (t[k + 1] - t[k]) * f(t[k], x[k]) + g(t[k], x[k]) * dW[k]
    return x
