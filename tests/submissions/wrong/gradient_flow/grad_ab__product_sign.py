"""A minus slips in before the other unknown."""

import numpy as np


def grad_ab(z):
    out = np.zeros(z.shape)
    size = np.sum(z**2, axis=-1, keepdims=True)
    out[...] = 4 * (size - 1) * z - z[..., ::-1]
    return out
