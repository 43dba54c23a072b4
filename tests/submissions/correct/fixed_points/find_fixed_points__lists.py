"""Lists of lists; the distance in the largest component."""

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
    ends = (newton(f, jac, list(start), tol, 60) for start in starts)
    kept = []
    for x, ok, _ in ends:
        close = any(max(abs(a - b) for a, b in zip(x, y, strict=True)) <= 1e-4 for y in kept)
        if ok and not close and max(map(abs, f(x))) < 1e-6:
            kept.append([float(v) for v in x])
    kept.sort()
    return kept or np.empty((0, len(starts[0])))
