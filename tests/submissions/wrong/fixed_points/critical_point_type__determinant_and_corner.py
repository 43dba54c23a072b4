"""The second derivative test of calculus, whatever the dimension."""

import numpy as np


def critical_point_type(H, tol):
    D = float(np.prod(np.linalg.eigvalsh(H)))
    if -tol <= D <= tol:
        return "degenerate"
    if D < 0:
        return "saddle"
    return "maximum" if H[0][0] < 0 else "minimum"
