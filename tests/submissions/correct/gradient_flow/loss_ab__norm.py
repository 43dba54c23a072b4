"""Squared length by einsum, product over the last axis."""

import numpy as np


def loss_ab(z):
    r2 = np.einsum("...i,...i->...", z, z)
    return np.square(r2 - 1) + np.prod(z, axis=-1)
