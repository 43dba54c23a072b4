"""The start, and the rest by the same function on a shorter grid."""

import numpy as np


def euler_maruyama(f, g, x0, t, dW):
    x0 = np.asarray(x0, dtype=np.float64)
    if len(t) == 1:
        return x0[None, :]
    x1 = x0 + f(t[0], x0) * (t[1] - t[0]) + g(t[0], x0) * dW[0]
    return np.concatenate([x0[None, :], euler_maruyama(f, g, x1, t[1:], dW[1:])])
