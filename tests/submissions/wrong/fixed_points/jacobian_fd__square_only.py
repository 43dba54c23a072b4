"""A copy of the identity is the room for the answer."""

import numpy as np


def jacobian_fd(f, x, eps=1e-6):
    x = np.asarray(x, dtype=float)
    unit = np.eye(len(x))
    J = unit.copy()
    for j in range(len(x)):
        J[:, j] = (f(x + eps * unit[j]) - f(x - eps * unit[j])) / 2 / eps
    return J
