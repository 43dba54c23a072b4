"""Steps of length lr."""

import numpy as np


def gradient_descent(grad, z0, lr, n_steps):
    z = [np.array(z0, dtype=float)]
    for _ in range(n_steps):
        g = grad(z[-1])
        z.append(z[-1] - lr * g / np.sqrt(g @ g))
    return np.array(z)
