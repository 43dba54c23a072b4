"""argsort of the norms."""

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
    points = np.empty((0, np.shape(starts)[1]))
    for x0 in starts:
        x, ok, _ = newton(f, jac, x0, tol, 50)
        if ok and np.linalg.norm(f(x)) < 1e-6 and not np.any(np.linalg.norm(points - x, axis=1) < 1e-4):
            points = np.vstack([points, x])
    return points[np.argsort((points**2).sum(axis=1), kind="stable")]
