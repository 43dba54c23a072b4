"""LU factors from scipy; a zero on the diagonal of U means singular."""

import warnings

import numpy as np
from scipy.linalg import lu_factor, lu_solve


def newton(f, jac, x0, tol, max_iter):
    x = np.array(x0, dtype=np.float64)
    for i in range(max_iter):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            lu, piv = lu_factor(jac(x))
        if (np.diag(lu) == 0).any():
            return (x, np.False_, np.int64(i))
        dx = lu_solve((lu, piv), -f(x))
        x = np.add(x, dx)
        if np.abs(dx).sum() <= tol:
            return (x, np.True_, np.int64(i + 1))
    return (x, np.False_, np.int64(max_iter))
