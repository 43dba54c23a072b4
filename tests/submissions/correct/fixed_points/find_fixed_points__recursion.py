"""The first end, then what the other starts find besides."""

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
    starts = np.atleast_2d(np.asarray(starts, dtype=float))
    if len(starts) == 0:
        return starts
    rest = find_fixed_points(f, jac, starts[1:], tol)
    x, ok, _ = newton(f, jac, starts[0], tol, 50)
    if not ok or np.linalg.norm(f(x), ord=np.inf) > 1e-6 or np.any(np.linalg.norm(rest - x, axis=1) < 1e-4):
        return rest
    return np.array(sorted([*rest.tolist(), x.tolist()]))
