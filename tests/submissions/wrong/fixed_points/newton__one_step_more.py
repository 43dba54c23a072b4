"""while n <= max_iter."""

import numpy as np


def newton(f, jac, x0, tol, max_iter):
    x, n = np.asarray(x0, float).copy(), 0
    while n <= max_iter:
        J = jac(x)
        if np.linalg.det(J) == 0:
            return x, False, n
        s = np.linalg.inv(J) @ f(x)
        x, n = x - s, n + 1
        if np.sqrt(np.sum(s**2)) <= tol:
            return x, True, n
    return x, False, n
