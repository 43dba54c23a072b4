"""Stacked matrix products."""

import numpy as np


def euler_maruyama_nd(f, g, x0, t, dW):
    x = [np.array(x0, dtype=float)]
    for k in range(len(t) - 1):
        kick = np.matmul(g(t[k], x[k]), dW[k][..., None])[..., 0]
        x.append(x[k] + (t[k + 1] - t[k]) * f(t[k], x[k]) + kick)
    return x
