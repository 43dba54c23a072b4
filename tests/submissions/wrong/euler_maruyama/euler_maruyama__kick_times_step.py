"""The noise is multiplied by the step as the drift is."""

import numpy as np


def euler_maruyama(f, g, x0, t, dW):
    paths = np.empty((len(t), len(x0)))
    paths[0] = x0
    for k in range(len(t) - 1):
        h = t[k + 1] - t[k]
        now = paths[k]
        noise = np.multiply(g(t[k], now), dW[k]) * h
        paths[k + 1] = now + h * f(t[k], now) + noise
    return paths
