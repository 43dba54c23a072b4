"""A millionth is added to the diagonal."""

import numpy as np


def newton(f, jac, x0, tol, max_iter):
    x, n = np.asarray(x0, float).copy(), 0
    while n < max_iter:
        J = np.array(jac(x))
        J[np.diag_indices(x.size)] += 1e-6
        s = np.linalg.solve(J, f(x))
        x, n = x - s, n + 1
        if np.sqrt(np.sum(s**2)) <= tol:
            return x, True, n
    return x, False, n
