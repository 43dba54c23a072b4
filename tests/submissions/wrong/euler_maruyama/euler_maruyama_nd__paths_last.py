"""The paths are the last axis of what is returned."""

import numpy as np


def euler_maruyama_nd(f, g, x0, t, dW):
    out = np.zeros((len(t), np.shape(x0)[1], np.shape(x0)[0]))
    x = np.array(x0, dtype=float)
    out[0] = x.T
    for k in range(len(t) - 1):
        x = x + (t[k + 1] - t[k]) * f(t[k], x) + (g(t[k], x) @ dW[k][:, :, None])[:, :, 0]
        out[k + 1] = x.T
    return out
