"""Rows and columns of the Jacobian exchanged: f @ inv(J) instead of inv(J) @ f."""

import numpy as np


def newton(f, jac, x0, tol, max_iter):
    x, n = np.asarray(x0, float).copy(), 0
    while n < max_iter:
        try:
            s = f(x) @ np.linalg.inv(jac(x))
        except np.linalg.LinAlgError:
            return x, False, n
        x, n = x - s, n + 1
        if np.sqrt(s @ s) <= tol:
            return x, True, n
    return x, False, n
