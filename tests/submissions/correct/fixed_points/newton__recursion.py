"""One step, then the rest of the search by a call of itself; the condition number says whether there is a step."""

import numpy as np


def newton(f, jac, x0, tol, max_iter):
    x = np.array(x0, dtype=float)
    if max_iter == 0:
        return x, False, 0
    J = np.atleast_2d(jac(x))
    if np.linalg.cond(J) > 1e14:
        return x, False, 0
    new = x - np.linalg.solve(J, f(x))
    if np.linalg.norm(new - x) <= tol:
        return new, True, 1
    end, converged, n = newton(f, jac, new, tol, max_iter - 1)
    return end, converged, n + 1
