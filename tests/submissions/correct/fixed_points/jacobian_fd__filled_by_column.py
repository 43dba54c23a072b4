"""Room of m rows, filled a column at a time."""

import numpy as np


def jacobian_fd(f, x, eps=1e-6):
    x = np.asarray(x, dtype=float)
    J = np.zeros((len(f(x)), len(x)))
    for j in range(len(x)):
        ahead, behind = x.copy(), x.copy()
        ahead[j] += eps
        behind[j] -= eps
        J[:, j] = (f(ahead) - f(behind)) / (2 * eps)
    return J
