"""Unpacks z."""

import numpy as np


def grad_ab(z):
    a, b = z[0], z[1]
    r2 = a * a + b * b
    ga = 4 * a * (r2 - 1) + b
    gb = 4 * b * (r2 - 1) + a
    return np.stack((ga, gb), -1)
