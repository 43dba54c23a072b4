"""One-sided differences of the loss."""

import numpy as np


def loss_ab(z):
    a, b = z[..., 0], z[..., 1]
    return (a**2 + b**2 - 1) ** 2 + a * b


def grad_ab(z, eps=1e-6):
    g = np.zeros(z.shape)
    for i in range(2):
        moved = z.copy()
        moved[..., i] += eps
        g[..., i] = (loss_ab(moved) - loss_ab(z)) / eps
    return g
