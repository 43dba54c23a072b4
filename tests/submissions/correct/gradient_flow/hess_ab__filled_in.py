"""Entry by entry."""

import numpy as np


def hess_ab(z):
    H = np.empty((*z.shape, 2))
    for i in range(2):
        for j in range(2):
            if i == j:
                H[..., i, j] = 12 * z[..., i] ** 2 + 4 * z[..., 1 - i] ** 2 - 4
            else:
                H[..., i, j] = 8 * z[..., 0] * z[..., 1] + 1
    return H
