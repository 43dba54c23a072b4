"""The drift is averaged over the step, as Heun's method does."""

import numpy as np


def euler_maruyama(f, g, x0, t, dW):
    paths = np.empty((len(t), len(x0)))
    paths[0] = x0
    for k in range(len(t) - 1):
        h = t[k + 1] - t[k]
        now = paths[k]
        kick = dW[k] * g(t[k], now)
        slope = f(t[k], now)
        slope_ahead = f(t[k + 1], now + slope * h + kick)
        paths[k + 1] = now + h * (slope + slope_ahead) / 2 + kick
    return paths
