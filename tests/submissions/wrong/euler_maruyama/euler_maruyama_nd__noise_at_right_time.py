"""The strength is that of the next time."""

import numpy as np


def euler_maruyama_nd(f, g, x0, t, dW):
    x = np.zeros((len(t), *np.shape(x0)))
    x[0] = x0
    for k in range(len(t) - 1):
        x[k + 1] = x[k] + (t[k + 1] - t[k]) * f(t[k], x[k]) + (g(t[k + 1], x[k]) @ dW[k][:, :, None])[:, :, 0]
    return x
