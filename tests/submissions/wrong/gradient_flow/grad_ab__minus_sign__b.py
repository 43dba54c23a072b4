"""Loops over the points, downhill."""

import numpy as np


def grad_ab(z):
    flat = z.reshape(-1, 2)
    out = [[-4 * a * (a * a + b * b - 1) - b, -4 * b * (a * a + b * b - 1) - a] for a, b in flat]
    return np.reshape(out, z.shape)
