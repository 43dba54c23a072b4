"""The same array is stored in each row and then changed."""

import numpy as np


def euler_maruyama(f, g, x0, t, dW):
    now, history = np.array(x0, dtype=float), []
    for k in range(len(t)):
        history.append(now)
        if k < len(dW):
            now[:] = now + f(t[k], now) * (t[k + 1] - t[k]) + g(t[k], now) * dW[k]
    return np.array(history)
