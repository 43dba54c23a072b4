"""Mean curvature."""

import numpy as np


def critical_point_type(H, tol):
    laplacian = sum(np.diagonal(H))
    if laplacian > tol:
        return "minimum"
    return "maximum" if laplacian < -tol else "degenerate"
