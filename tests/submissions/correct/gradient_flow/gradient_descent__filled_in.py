"""An array of the right size, filled row by row."""

import numpy as np


def gradient_descent(grad, z0, lr, n_steps):
    z = np.empty((n_steps + 1, len(z0)))
    z[0] = z0
    for k in range(n_steps):
        z[k + 1] = z[k] - lr * grad(z[k])
    return z
