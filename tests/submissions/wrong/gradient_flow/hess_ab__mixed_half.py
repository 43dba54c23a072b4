"""4ab + 1."""

import numpy as np


def hess_ab(z):
    H = np.empty((*z.shape, 2))
    square = z**2
    H[..., 0, 0] = 12 * square[..., 0] + 4 * square[..., 1] - 4
    H[..., 1, 1] = 12 * square[..., 1] + 4 * square[..., 0] - 4
    H[..., 0, 1] = H[..., 1, 0] = 1 + 4 * np.prod(z, axis=-1)
    return H
