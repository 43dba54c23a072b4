"""Multiplied out with the wrong factor."""

import numpy as np


def grad_ab(z):
    a, b = z[..., 0], z[..., 1]
    return np.stack([2 * a**3 + 2 * a * b**2 - 2 * a + b, 2 * b**3 + 2 * b * a**2 - 2 * b + a], axis=-1)
