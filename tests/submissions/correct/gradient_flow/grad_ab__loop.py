"""A loop over the points."""

import numpy as np


def grad_ab(z):
    z = np.asarray(z, dtype=float)
    out = np.zeros_like(z)
    for index in np.ndindex(z.shape[:-1]):
        a, b = z[index]
        excess = a * a + b * b - 1.0
        out[index] = (4.0 * a * excess + b, 4.0 * b * excess + a)
    return out
