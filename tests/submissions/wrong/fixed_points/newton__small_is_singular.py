"""A determinant below machine precision counts as zero."""

import numpy as np


def newton(f, jac, x0, tol, max_iter):
    x, n = np.asarray(x0, float).copy(), 0
    while n < max_iter:
        J = np.array(jac(x))
        if abs(np.linalg.det(J)) < np.finfo(float).eps:
            break
        s = np.linalg.inv(J) @ f(x)
        x, n = x - s, n + 1
        if np.sqrt(np.sum(s**2)) <= tol:
            return x, True, n
    return x, False, n
