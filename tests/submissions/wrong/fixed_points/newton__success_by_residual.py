"""Ends by the step, judges by f."""

import numpy as np


def newton(f, jac, x0, tol, max_iter):
    x, n, s = np.asarray(x0, float).copy(), 0, np.inf
    while n < max_iter and np.linalg.norm(s) > tol:
        J = jac(x)
        if np.linalg.det(J) == 0:
            return x, False, n
        s = np.linalg.inv(J) @ f(x)
        x, n = x - s, n + 1
    converged = np.linalg.norm(f(x)) <= tol
    return x, converged, n
