"""One matrix for all paths."""

import numpy as np


def euler_maruyama_nd(f, g, x0, t, dW):
    x = np.zeros((len(t), *np.shape(x0)))
    x[0] = x0
    for k, h in enumerate(np.diff(t)):
        x[k + 1] = x[k] + h * f(t[k], x[k]) + dW[k] @ g(t[k], x[k])[0].T
    return x
