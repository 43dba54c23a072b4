"""Positive is a minimum, and a minimum is stable."""

import numpy as np


def classify_fixed_point(J, tol=1e-9):
    ev = np.linalg.eigvals(J)
    re = ev.real
    turning = np.any(abs(ev.imag) > tol)
    if np.any(abs(re) <= tol):
        return "center" if turning else "non-hyperbolic"
    if re.prod() < 0:
        return "saddle"
    return ("stable" if re[0] > 0 else "unstable") + (" spiral" if turning else " node")
