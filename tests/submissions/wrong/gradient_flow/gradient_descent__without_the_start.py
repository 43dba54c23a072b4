"""Appends after the step."""

import numpy as np


def gradient_descent(grad, z0, lr, n_steps):
    z, out = np.asarray(z0, dtype=float), []
    for _ in range(n_steps):
        z = z - lr * grad(z)
        out.append(z)
    return np.array(out)
