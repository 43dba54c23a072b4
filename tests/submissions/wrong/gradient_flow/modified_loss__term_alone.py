"""The penalty."""

import numpy as np


def modified_loss(loss, grad, lr, z):
    g = grad(z)
    return np.einsum("...i,...i->...", g, g) * lr / 4
