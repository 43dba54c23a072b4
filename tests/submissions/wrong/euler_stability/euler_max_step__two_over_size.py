"""The spectral radius."""
import numpy as np


def euler_max_step(A):
    w = np.linalg.eigvals(A)
    if max(w.real) >= 0:
        return 0.0
    return 2 / max(abs(w))
