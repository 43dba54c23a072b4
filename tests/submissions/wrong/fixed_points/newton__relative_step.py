"""The step is compared with a share of the state."""

import numpy as np


def newton(f, jac, x0, tol, max_iter):
    x = np.asarray(x0, float).copy()
    for n in range(1, max_iter + 1):
        try:
            new = x - np.linalg.inv(jac(x)) @ f(x)
        except np.linalg.LinAlgError:
            return x, False, n - 1
        if np.linalg.norm(new - x) / np.linalg.norm(new) <= tol:
            return new, True, n
        x = new
    return x, False, max_iter
