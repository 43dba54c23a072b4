"""The formula of one unknown for each component by itself."""

import numpy as np


def newton(f, jac, x0, tol, max_iter):
    x = [float(v) for v in x0]
    for n in range(1, max_iter + 1):
        fx, J = f(np.array(x)), jac(np.array(x))
        if any(J[i, i] == 0 for i in range(len(x))):
            return x, False, n - 1
        step = [fx[i] / J[i, i] for i in range(len(x))]
        x = [a - b for a, b in zip(x, step, strict=True)]
        if sum(b * b for b in step) ** 0.5 <= tol:
            return x, True, n
    return x, False, max_iter
