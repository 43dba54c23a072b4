"""One search, and its end as an array of one row."""

import numpy as np


def newton(f, jac, x0, tol, max_iter):
    x = np.array(x0, dtype=float)
    for n in range(1, max_iter + 1):
        try:
            s = np.linalg.solve(jac(x), f(x))
        except np.linalg.LinAlgError:
            return x, False, n - 1
        x = x - s
        if np.sqrt(s @ s) <= tol:
            return x, True, n
    return x, False, max_iter


def find_fixed_points(f, jac, starts, tol):
    x, ok, _ = newton(f, jac, starts[0], tol, 50)
    if not ok or np.abs(f(x)).max() > 1e-6:
        return np.empty((0, len(x)))
    return x[None, :]
