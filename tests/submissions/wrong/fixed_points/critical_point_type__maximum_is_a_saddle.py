"""Anything with a way down."""

import numpy as np


def critical_point_type(H, tol):
    ev = np.linalg.eigvalsh(H)
    if ev[0] < -tol:
        return "saddle"
    return "minimum" if ev[0] > tol else "degenerate"
