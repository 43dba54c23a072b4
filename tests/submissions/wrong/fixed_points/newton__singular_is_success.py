"""break at a singular Jacobian, and success unless the limit was reached."""

import numpy as np


def newton(f, jac, x0, tol, max_iter):
    x = np.asarray(x0, float).copy()
    n, converged = 0, True
    while True:
        J = jac(x)
        if np.linalg.matrix_rank(J) < x.size:
            break
        s = np.linalg.inv(J) @ f(x)
        x, n = x - s, n + 1
        if np.sqrt(np.sum(s**2)) <= tol:
            break
        if n == max_iter:
            converged = False
            break
    return x, converged, n
