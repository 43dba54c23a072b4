"""The strength is the mean of its values at the two ends of the step."""

import numpy as np


def euler_maruyama(f, g, x0, t, dW):
    paths = np.empty((len(t), len(x0)))
    paths[0] = x0
    for k in range(len(t) - 1):
        h = t[k + 1] - t[k]
        now = paths[k]
        left = g(t[k], now)
        right = g(t[k + 1], now + left * dW[k])
        paths[k + 1] = now + h * f(t[k], now) + 0.5 * dW[k] * (left + right)
    return paths
