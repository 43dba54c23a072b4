"""Heavy ball."""

import numpy as np


def gradient_descent(grad, z0, lr, n_steps):
    z = [np.array(z0, dtype=float)]
    for k in range(n_steps):
        push = 0.9 * (z[-1] - z[-2]) if k else 0.0
        z.append(z[-1] - lr * grad(z[-1]) + push)
    return np.array(z)
