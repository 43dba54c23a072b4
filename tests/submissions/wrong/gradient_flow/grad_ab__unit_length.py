"""Normalised arrows, as for a quiver plot."""

import numpy as np


def grad_ab(z):
    r2 = (z**2).sum(axis=-1, keepdims=True)
    g = 4 * z * (r2 - 1) + z[..., ::-1]
    length = np.sqrt((g**2).sum(axis=-1, keepdims=True))
    return g / length
