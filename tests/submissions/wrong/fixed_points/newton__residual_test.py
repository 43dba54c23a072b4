"""The search ends when f is small."""

import numpy as np


def newton(f, jac, x0, tol, max_iter):
    x, n = np.asarray(x0, float).copy(), 0
    while np.sqrt(np.sum(f(x) ** 2)) > tol:
        if n == max_iter:
            return x, False, n
        J = jac(x)
        if np.linalg.matrix_rank(J) < x.size:
            return x, False, n
        x, n = x - np.linalg.inv(J) @ f(x), n + 1
    return x, True, n
