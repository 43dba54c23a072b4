"""The gradient is computed before the loop."""

import numpy as np


def gradient_descent(grad, z0, lr, n_steps):
    direction = -lr * grad(np.asarray(z0, dtype=float))
    return np.asarray(z0, float) + np.arange(n_steps + 1)[:, None] * direction
