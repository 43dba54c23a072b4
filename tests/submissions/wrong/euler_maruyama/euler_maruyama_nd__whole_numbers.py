"""np.tile keeps the type of x0."""

import numpy as np


def euler_maruyama_nd(f, g, x0, t, dW):
    x = np.tile(x0, (len(t), 1, 1))
    for k in range(len(t) - 1):
        x[k + 1] = x[k] + (t[k + 1] - t[k]) * f(t[k], x[k]) + (g(t[k], x[k]) @ dW[k][:, :, None])[:, :, 0]
    return x
