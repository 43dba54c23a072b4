"""Adds the solution of J s = f."""

import numpy as np


def newton(f, jac, x0, tol, max_iter):
    x, n = np.asarray(x0, float).copy(), 0
    while n < max_iter:
        J = jac(x)
        if np.linalg.matrix_rank(J) < x.size:
            return x, False, n
        s = np.linalg.inv(J).dot(f(x))
        x, n = x + s, n + 1
        if np.sqrt(s @ s) <= tol:
            return x, True, n
    return x, False, n
