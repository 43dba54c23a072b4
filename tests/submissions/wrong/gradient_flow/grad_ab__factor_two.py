"""Forgets the 2 of a^2."""

import numpy as np


def grad_ab(z):
    bracket = np.sum(z * z, axis=-1, keepdims=True) - 1
    return 2 * bracket * z + np.flip(z, axis=-1)
