"""A fixed for loop with break, and True at its end."""

import numpy as np


def newton(f, jac, x0, tol, max_iter):
    x = np.array(x0, dtype=float)
    for n in range(1, max_iter + 1):
        try:
            s = np.linalg.solve(jac(x), f(x))
        except np.linalg.LinAlgError:
            return x, False, n - 1
        x = x - s
        if np.linalg.norm(s) <= tol:
            break
    return x, True, n
