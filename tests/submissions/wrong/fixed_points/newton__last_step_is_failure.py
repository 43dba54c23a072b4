"""for with else, where the last round never counts."""

import numpy as np


def newton(f, jac, x0, tol, max_iter):
    x = np.asarray(x0, float).copy()
    for n in range(1, max_iter + 1):
        J = jac(x)
        if np.linalg.det(J) == 0:
            return x, False, n - 1
        s = np.linalg.inv(J) @ f(x)
        x = x - s
        if np.sqrt(np.sum(s**2)) <= tol:
            break
    converged = n != max_iter
    return x, converged, n
