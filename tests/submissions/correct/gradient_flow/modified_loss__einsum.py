"""The squared length by einsum."""

import numpy as np


def modified_loss(loss, grad, lr, z):
    g = grad(z)
    return loss(z) + 0.25 * lr * np.einsum("...i,...i->...", g, g)
