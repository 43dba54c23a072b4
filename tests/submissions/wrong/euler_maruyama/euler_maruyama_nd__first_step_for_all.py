"""One h for the whole grid."""

import numpy as np


def euler_maruyama_nd(f, g, x0, t, dW):
    h = t[1] - t[0]
    x = np.zeros((len(t), *np.shape(x0)))
    x[0] = x0
    for k in range(len(t) - 1):
        x[k + 1] = x[k] + h * f(t[k], x[k]) + (g(t[k], x[k]) @ dW[k][:, :, None]).squeeze(-1)
    return x
