"""The kick acts first, in place; the drift is taken where it has led."""

import numpy as np


def euler_maruyama(f, g, x0, t, dW):
    paths = np.empty((len(t), len(x0)))
    paths[0] = x0
    for k in range(len(t) - 1):
        h = t[k + 1] - t[k]
        now = paths[k]
        paths[k + 1] = now + dW[k] * g(t[k], now)
        paths[k + 1] += h * f(t[k], paths[k + 1])
    return paths
