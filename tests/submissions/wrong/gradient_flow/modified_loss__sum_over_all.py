"""norm without axis."""

import numpy as np


def modified_loss(loss, grad, lr, z):
    return loss(z) + lr / 4 * np.linalg.norm(np.ravel(grad(z))) ** 2
