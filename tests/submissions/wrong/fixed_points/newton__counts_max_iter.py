"""n_iter is the limit, not the count."""

import numpy as np


def newton(f, jac, x0, tol, max_iter):
    x, converged = np.asarray(x0, float).copy(), False
    for _ in range(max_iter):
        J = jac(x)
        if np.linalg.det(J) == 0:
            break
        s = np.linalg.inv(J) @ f(x)
        x = x - s
        if np.sqrt(np.sum(s**2)) <= tol:
            converged = True
            break
    return x, converged, max_iter
