"""The polynomial multiplied out."""

import numpy as np


def grad_ab(z):
    a, b = z[..., 0], z[..., 1]
    return np.stack([4 * a**3 + 4 * a * b**2 - 4 * a + b, 4 * b**3 + 4 * b * a**2 - 4 * b + a], axis=-1)
