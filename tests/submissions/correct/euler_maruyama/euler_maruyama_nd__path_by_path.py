"""One path at a time, with a matrix and a vector."""

import numpy as np


def euler_maruyama_nd(f, g, x0, t, dW):
    out = np.empty((len(t), *np.shape(x0)))
    for j, start in enumerate(np.asarray(x0, dtype=float)):
        out[0, j] = start
        for k, h in enumerate(np.diff(t)):
            x = out[k, j]
            out[k + 1, j] = x + h * f(t[k], x) + g(t[k], x) @ dW[k, j]
    return out
