"""b is a constant, so b^2 goes."""

import numpy as np


def hess_ab(z):
    mixed = 8 * z[..., 0] * z[..., 1] + 1
    H = np.stack([12 * z[..., 0] ** 2 - 4, mixed, mixed, 12 * z[..., 1] ** 2 - 4], axis=-1)
    return H.reshape(*z.shape, 2)
