"""The list holds one array many times."""

import numpy as np


def gradient_descent(grad, z0, lr, n_steps):
    z, history = np.array(z0, dtype=float), []
    for k in range(n_steps + 1):
        history.append(z)
        if k < n_steps:
            np.subtract(z, lr * grad(z), out=z)
    return np.array(history)
