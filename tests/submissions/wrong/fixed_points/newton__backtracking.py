"""Halves a step for as long as it makes f larger."""

import numpy as np


def newton(f, jac, x0, tol, max_iter):
    x = np.asarray(x0, float).copy()
    size = lambda y: np.sqrt(np.sum(f(y) ** 2))  # noqa: E731
    for n in range(1, max_iter + 1):
        try:
            direction = -np.linalg.inv(jac(x)) @ f(x)
        except np.linalg.LinAlgError:
            return x, False, n - 1
        fraction, halvings = 1.0, 0
        while halvings < 20 and size(x + fraction * direction) > size(x):
            fraction, halvings = fraction / 2, halvings + 1
        x = x + fraction * direction
        if fraction * np.linalg.norm(direction) <= tol:
            return x, True, n
    return x, False, max_iter
