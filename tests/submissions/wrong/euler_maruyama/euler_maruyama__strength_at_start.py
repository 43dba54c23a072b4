"""The strength stays where the path began."""

import numpy as np


def euler_maruyama(f, g, x0, t, dW):
    paths = np.empty((len(t), len(x0)))
    paths[0] = x0
    begin = np.asarray(x0, dtype=np.float64)
    for k in range(len(t) - 1):
        h = t[k + 1] - t[k]
        now = paths[k]
        paths[k + 1] = now + h * f(t[k], now) + g(t[k], begin) * dW[k]
    return paths
