"""The count comes before the verdict."""

import numpy as np


def newton(f, jac, x0, tol, max_iter):
    x, n, done = np.asarray(x0, float).copy(), 0, False
    while n < max_iter and not done:
        try:
            s = np.linalg.inv(jac(x)) @ f(x)
        except np.linalg.LinAlgError:
            break
        x, n, done = x - s, n + 1, bool(np.linalg.norm(s) <= tol)
    return [x, n, done]
