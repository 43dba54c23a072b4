"""A for loop that looks at f first."""

import numpy as np


def newton(f, jac, x0, tol, max_iter):
    x = np.array(x0, dtype=float)
    for n in range(max_iter + 1):
        fx = f(x)
        if np.linalg.norm(fx) <= tol:
            return x, True, n
        if n < max_iter:
            try:
                x = x - np.linalg.solve(jac(x), fx)
            except np.linalg.LinAlgError:
                return x, False, n
    return x, False, max_iter
