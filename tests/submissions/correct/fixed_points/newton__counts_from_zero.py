"""The index of the last step as its number, a list for the state, the largest entry as the length."""

import numpy as np


def newton(f, jac, x0, tol, max_iter):
    x, k, converged = [float(v) for v in x0], 0, False
    for k in range(max_iter):  # noqa: B007
        try:
            step = np.linalg.solve(jac(np.array(x)), f(np.array(x)))
        except np.linalg.LinAlgError:
            break
        x = [v - s for v, s in zip(x, step, strict=True)]
        if max(abs(s) for s in step) <= tol:
            converged = True
            break
    return x, converged, k
