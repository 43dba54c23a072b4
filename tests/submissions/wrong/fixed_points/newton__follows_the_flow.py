"""Euler steps of x' = f(x) until nothing moves."""

import numpy as np


def newton(f, jac, x0, tol, max_iter, h=0.1):
    x = [float(v) for v in x0]
    for n in range(1, max_iter + 1):
        speed = f(np.array(x))
        x = [a + h * v for a, v in zip(x, speed, strict=True)]
        if h * sum(v * v for v in speed) ** 0.5 <= tol:
            return x, True, n
    return x, False, max_iter
