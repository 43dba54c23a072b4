"""The real part of 1 / lambda."""
import numpy as np


def euler_max_step(A):
    w = np.linalg.eigvals(A)
    if max(w.real) >= 0:
        return 0.0
    return min(-np.real(1 / w))
