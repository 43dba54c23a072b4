"""The norm by keepdims, the product by reversing the last axis."""

import numpy as np


def grad_ab(z):
    return 4 * z * (np.sum(z**2, axis=-1, keepdims=True) - 1) + z[..., ::-1]
