"""Squared norm of the whole array."""

import numpy as np


def loss_ab(z):
    return (np.vdot(z, z) - 1) ** 2 + z[..., 0] * z[..., 1]
