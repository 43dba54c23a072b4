"""Against exploding gradients."""

import numpy as np


def grad_ab(z):
    g = 4 * z * (np.sum(z * z, axis=-1, keepdims=True) - 1) + z[..., ::-1]
    return np.minimum(np.maximum(g, -100.0), 100.0)
