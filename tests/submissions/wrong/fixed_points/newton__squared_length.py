"""The root is left out of the length."""

import numpy as np


def newton(f, jac, x0, tol, max_iter):
    x = np.asarray(x0, float).copy()
    for n in range(1, max_iter + 1):
        try:
            new = x - np.linalg.inv(jac(x)) @ f(x)
        except np.linalg.LinAlgError:
            return x, False, n - 1
        moved = sum((new[i] - x[i]) ** 2 for i in range(len(x)))
        x = new
        if moved <= tol:
            return x, True, n
    return x, False, max_iter
