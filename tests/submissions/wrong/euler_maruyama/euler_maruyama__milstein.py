"""Milstein's correction, with the derivative of g by central differences."""

import numpy as np


def euler_maruyama(f, g, x0, t, dW):
    paths = np.empty((len(t), len(x0)))
    paths[0] = x0
    eps = 1e-5
    for k in range(len(t) - 1):
        h = t[k + 1] - t[k]
        now = paths[k]
        sigma = g(t[k], now)
        dsigma = (g(t[k], now + eps) - g(t[k], now - eps)) / (2 * eps)
        paths[k + 1] = now + h * f(t[k], now) + sigma * dW[k] + 0.5 * sigma * dsigma * (dW[k] * dW[k] - h)
    return paths
