"""The outer power stays 2."""

import numpy as np


def grad_ab(z):
    bracket = np.sum(z * z, axis=-1, keepdims=True) - 1
    return 2 * np.square(bracket) * 2 * z + np.flip(z, axis=-1)
