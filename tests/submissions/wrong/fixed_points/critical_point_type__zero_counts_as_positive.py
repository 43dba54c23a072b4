"""No negative curvature makes a minimum."""

import numpy as np


def critical_point_type(H, tol):
    low, high = np.linalg.eigvalsh(H)[[0, -1]]
    if low >= -tol:
        return "minimum"
    return "saddle" if high >= -tol else "maximum"
