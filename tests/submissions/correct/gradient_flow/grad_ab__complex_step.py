"""The derivative by a complex step, which has no rounding of differences."""

import numpy as np


def loss_ab(z):
    a, b = z[..., 0], z[..., 1]
    return (a**2 + b**2 - 1) ** 2 + a * b


def grad_ab(z):
    h = 1e-30j
    return np.stack([loss_ab(z + np.array(e) * h).imag / 1e-30 for e in ([1, 0], [0, 1])], axis=-1)
