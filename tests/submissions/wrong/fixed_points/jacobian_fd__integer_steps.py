"""copy() keeps the dtype."""

import numpy as np


def jacobian_fd(f, x, eps=1e-6):
    x = np.asarray(x)
    m = len(f(x))
    J = np.zeros((m, len(x)))
    for j in range(len(x)):
        a = x.copy()
        b = x.copy()
        a[j] = x[j] + eps
        b[j] = x[j] - eps
        J[:, j] = (f(a) - f(b)) / (2 * eps)
    return J
