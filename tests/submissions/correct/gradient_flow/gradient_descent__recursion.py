"""The last row from all rows before it."""

import numpy as np


def gradient_descent(grad, z0, lr, n_steps):
    start = np.asarray(z0, dtype=float)[None]
    if n_steps == 0:
        return start
    before = gradient_descent(grad, z0, lr, n_steps - 1)
    return np.concatenate([before, before[-1:] - lr * grad(before[-1:])])
