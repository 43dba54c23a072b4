"""Fills the two columns crosswise."""

import numpy as np


def grad_ab(z):
    g = np.empty(z.shape)
    r2 = z[..., 0] ** 2 + z[..., 1] ** 2
    g[..., 1] = 4 * z[..., 0] * (r2 - 1) + z[..., 1]
    g[..., 0] = 4 * z[..., 1] * (r2 - 1) + z[..., 0]
    return g
