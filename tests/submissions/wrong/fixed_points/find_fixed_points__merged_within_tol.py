"""A dictionary of known points, with tol as the distance."""

import numpy as np


def newton(f, jac, x0, tol, max_iter):
    x = np.array(x0, dtype=float)
    for n in range(1, max_iter + 1):
        try:
            s = np.linalg.solve(jac(x), f(x))
        except np.linalg.LinAlgError:
            return x, False, n - 1
        x = x - s
        if np.sqrt(s @ s) <= tol:
            return x, True, n
    return x, False, max_iter


def find_fixed_points(f, jac, starts, tol):
    d = np.shape(starts)[1]
    known = np.empty((0, d))
    for x0 in starts:
        x, ok, _ = newton(f, jac, x0, tol, 50)
        if not ok or np.linalg.norm(f(x)) > 1e-6:
            continue
        if len(known) == 0 or np.min(np.linalg.norm(known - x, axis=1)) > tol:
            known = np.vstack([known, x])
    return known[np.lexsort(known.T[::-1])]
