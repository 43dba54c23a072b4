"""np.tile keeps the dtype of the start."""

import numpy as np


def gradient_descent(grad, z0, lr, n_steps):
    z = np.tile(z0, (n_steps + 1, 1))
    for k in range(n_steps):
        z[k + 1] = z[k] - lr * grad(z[k])
    return z
