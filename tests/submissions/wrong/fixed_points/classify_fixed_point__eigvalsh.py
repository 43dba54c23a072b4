"""scipy's solver for symmetric matrices."""

import scipy.linalg


def classify_fixed_point(J, tol=1e-9):
    low, high = scipy.linalg.eigh(J, eigvals_only=True)
    if abs(low) <= tol or abs(high) <= tol:
        return "non-hyperbolic"
    if low < 0 < high:
        return "saddle"
    return "stable node" if high < 0 else "unstable node"
