"""The smallest and the largest eigenvalue are enough."""

import scipy.linalg


def critical_point_type(H, tol):
    eigenvalues = scipy.linalg.eigh(H, eigvals_only=True)
    low, high = eigenvalues.min(), eigenvalues.max()
    match bool(low < -tol), bool(high > tol):
        case True, True:
            return "Saddle point"
        case False, True if low > tol:
            return "Local minimum"
        case True, False if high < -tol:
            return "local-maximum"
    return "Degenerate"
