"""scipy's least squares."""

import numpy as np
import scipy.linalg


def newton(f, jac, x0, tol, max_iter):
    x = np.array(x0, dtype=float)
    for n in range(1, max_iter + 1):
        s = scipy.linalg.lstsq(jac(x), -f(x))[0]
        x = x + s
        if np.linalg.norm(s) <= tol:
            return x, True, n
    return x, False, max_iter
