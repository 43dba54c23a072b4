"""Gauss elimination written out, with row exchanges; no linear algebra library."""

import numpy as np


def eliminate(A, b):
    A, b = [[float(v) for v in row] for row in A], [float(v) for v in b]
    n = len(b)
    for i in range(n):
        p = max(range(i, n), key=lambda r: abs(A[r][i]))
        if A[p][i] == 0:
            return None
        A[i], A[p], b[i], b[p] = A[p], A[i], b[p], b[i]
        for r in range(i + 1, n):
            m = A[r][i] / A[i][i]
            for c in range(i, n):
                A[r][c] -= m * A[i][c]
            b[r] -= m * b[i]
    s = [0.0] * n
    for i in reversed(range(n)):
        s[i] = (b[i] - sum(A[i][c] * s[c] for c in range(i + 1, n))) / A[i][i]
    return s


def newton(f, jac, x0, tol, max_iter):
    x = np.array(x0, dtype=float)
    for n in range(1, max_iter + 1):
        s = eliminate(jac(x), -f(x))
        if s is None:
            return x, False, n - 1
        x = x + np.array(s)
        if sum(v * v for v in s) ** 0.5 <= tol:
            return x, True, n
    return x, False, max_iter
