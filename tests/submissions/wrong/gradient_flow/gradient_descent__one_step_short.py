"""n_steps rows."""

import numpy as np


def gradient_descent(grad, z0, lr, n_steps):
    z = np.zeros((n_steps, len(z0)))
    z[0] = z0
    for k in range(1, n_steps):
        z[k] = z[k - 1] - lr * grad(z[k - 1])
    return z
