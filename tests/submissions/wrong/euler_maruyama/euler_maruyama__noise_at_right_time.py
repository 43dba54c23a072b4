"""The strength is asked for at the end of the step."""

import numpy as np


def euler_maruyama(f, g, x0, t, dW):
    paths = np.empty((len(t), len(x0)))
    paths[0] = x0
    for k in range(len(t) - 1):
        h = t[k + 1] - t[k]
        now = paths[k]
        drift, noise = f(t[k], now), g(t[k + 1], now)
        paths[k + 1] = now + h * drift + noise * dW[k]
    return paths
