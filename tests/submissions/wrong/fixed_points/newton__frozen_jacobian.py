"""The inverse of the Jacobian at the start, used throughout."""

import numpy as np


def newton(f, jac, x0, tol, max_iter):
    x = np.array(x0, dtype=float)
    try:
        inverse = np.linalg.inv(jac(x))
    except np.linalg.LinAlgError:
        return x, False, 0
    for n in range(1, max_iter + 1):
        s = inverse @ f(x)
        x = x - s
        if np.linalg.norm(s) <= tol:
            return x, True, n
    return x, False, max_iter
