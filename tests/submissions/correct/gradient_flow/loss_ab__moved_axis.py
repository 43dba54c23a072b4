"""The last axis is brought to the front and unpacked."""

import numpy as np


def loss_ab(z):
    a, b = np.moveaxis(z, -1, 0)
    return (a * a + b * b - 1) ** 2 + a * b
