"""Minus."""

import numpy as np


def modified_loss(loss, grad, lr, z):
    return loss(z) - 0.25 * lr * np.linalg.norm(grad(z), axis=-1) ** 2
