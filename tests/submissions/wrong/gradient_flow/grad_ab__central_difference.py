"""Two-sided differences of the loss."""

import numpy as np


def loss_ab(z):
    a, b = z[..., 0], z[..., 1]
    return (a**2 + b**2 - 1) ** 2 + a * b


def grad_ab(z, eps=1e-6):
    g = np.zeros(z.shape)
    for i in range(2):
        up, down = z.copy(), z.copy()
        up[..., i] += eps
        down[..., i] -= eps
        g[..., i] = (loss_ab(up) - loss_ab(down)) / (2 * eps)
    return g
