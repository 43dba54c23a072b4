"""Nobody looks whether the loop ended by itself."""

import numpy as np


def newton(f, jac, x0, tol, max_iter):
    x, n, s = np.asarray(x0, float).copy(), 0, np.inf
    while n < max_iter and np.linalg.norm(s) > tol:
        J = jac(x)
        if np.linalg.matrix_rank(J) < x.size:
            return x, False, n
        s = np.linalg.inv(J) @ f(x)
        x, n = x - s, n + 1
    return x, True, n
