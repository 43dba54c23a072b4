"""The second line was copied from the first."""

import numpy as np


def grad_ab(z):
    g = np.empty_like(z)
    r2 = z[..., 0] ** 2 + z[..., 1] ** 2
    g[..., 0] = z[..., 1] + (r2 - 1) * z[..., 0] * 4
    g[..., 1] = z[..., 1] + (r2 - 1) * z[..., 0] * 4
    return g
