"""Exact comparisons."""

import numpy as np


def classify_fixed_point(J, tol=1e-9):
    a, b = np.linalg.eigvals(J)
    turning = a.imag != 0
    if a.real == 0 or b.real == 0:
        return "center" if turning else "non-hyperbolic"
    if a.real < 0 and b.real < 0:
        return "stable spiral" if turning else "stable node"
    if a.real > 0 and b.real > 0:
        return "unstable spiral" if turning else "unstable node"
    return "saddle"
