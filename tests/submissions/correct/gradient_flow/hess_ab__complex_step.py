"""The gradient, differentiated by a complex step."""

import numpy as np


def grad_ab(z):
    return 4 * z * (np.sum(z**2, axis=-1, keepdims=True) - 1) + z[..., ::-1]


def hess_ab(z):
    return np.stack([grad_ab(z + 1e-30j * e).imag / 1e-30 for e in np.eye(2)], axis=-1)
