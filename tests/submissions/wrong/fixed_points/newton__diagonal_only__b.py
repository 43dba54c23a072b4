"""np.diagonal, and a division of arrays."""

import numpy as np


def newton(f, jac, x0, tol, max_iter):
    x = np.array(x0, dtype=float)
    n = 0
    converged = False
    while not converged and n < max_iter:
        derivative = np.diagonal(jac(x))
        if not derivative.all():
            break
        change = f(x) / derivative
        x = x - change
        n += 1
        converged = bool(np.sqrt((change**2).sum()) <= tol)
    return x, converged, n
