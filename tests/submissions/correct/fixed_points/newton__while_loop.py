"""A while loop that keeps the length of the last step."""

import numpy as np


def newton(f, jac, x0, tol, max_iter):
    x = np.asarray(x0, dtype=float).copy()
    n = 0
    length = np.inf
    while n < max_iter and length > tol:
        J = jac(x)
        if np.linalg.matrix_rank(J) < x.size:
            break
        s = np.linalg.inv(J) @ -f(x)
        x += s
        length = np.sqrt(np.sum(s**2))
        n += 1
    return x, length <= tol, n
