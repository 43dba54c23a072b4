"""A dictionary of partial derivatives, without ab."""

import numpy as np


def grad_ab(z):
    partial = {0: lambda a, b: 4 * a**3 + 4 * a * b**2 - 4 * a, 1: lambda a, b: 4 * b**3 + 4 * b * a**2 - 4 * b}
    return np.stack([partial[i](z[..., 0], z[..., 1]) for i in (0, 1)], axis=-1)
