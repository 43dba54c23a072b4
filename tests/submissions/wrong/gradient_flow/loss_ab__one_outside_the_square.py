"""Operator precedence."""

import numpy as np


def loss_ab(z):
    return np.sum(z * z, axis=-1) ** 2 - 1 + z[..., 0] * z[..., 1]
