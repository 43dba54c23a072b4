"""A learning rate of one half."""

import numpy as np


def newton(f, jac, x0, tol, max_iter, lr=0.5):
    x, n = np.asarray(x0, float).copy(), 0
    while n < max_iter:
        try:
            new = x - lr * np.linalg.solve(jac(x), f(x))
        except np.linalg.LinAlgError:
            return x, False, n
        n += 1
        if np.linalg.norm(new - x) <= tol:
            return new, True, n
        x = new
    return x, False, n
