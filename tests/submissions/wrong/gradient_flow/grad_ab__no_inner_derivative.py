"""Twice what stands in the square."""

import numpy as np


def grad_ab(z):
    bracket = np.sum(z * z, axis=-1, keepdims=True) - 1
    return 2 * bracket + np.flip(z, axis=-1)
