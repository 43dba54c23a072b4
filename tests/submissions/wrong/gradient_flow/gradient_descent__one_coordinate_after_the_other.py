"""Each coordinate in its turn."""

import numpy as np


def gradient_descent(grad, z0, lr, n_steps):
    z = np.empty((n_steps + 1, len(z0)))
    z[0] = z0
    for k in range(n_steps):
        z[k + 1] = z[k]
        for i in range(len(z0)):
            g = grad(z[k + 1])
            z[k + 1, i] -= lr * g[i]
    return z
