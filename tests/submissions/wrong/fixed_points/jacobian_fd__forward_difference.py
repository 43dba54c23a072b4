"""Differences against the value here, filled in column by column."""

import numpy as np


def jacobian_fd(f, x, eps=1e-6):
    base = np.asarray(f(np.asarray(x, float)))
    J = np.empty((base.size, len(x)))
    for j in range(len(x)):
        moved = np.asarray(x, float).copy()
        moved[j] += eps
        J[:, j] = (f(moved) - base) / eps
    return J
