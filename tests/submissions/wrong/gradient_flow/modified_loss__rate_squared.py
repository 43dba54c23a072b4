"""lr squared."""

import numpy as np


def modified_loss(loss, grad, lr, z):
    g = lr * grad(z)
    return loss(z) + np.sum(g * g, axis=-1) / 4
