"""Returns the state before the short step."""

import numpy as np


def newton(f, jac, x0, tol, max_iter):
    x, n = np.asarray(x0, float).copy(), 0
    while n < max_iter:
        try:
            new = x - np.linalg.solve(jac(x), f(x))
        except np.linalg.LinAlgError:
            return x, False, n
        n += 1
        if np.linalg.norm(new - x) <= tol:
            return x, True, n
        x = new
    return x, False, n
