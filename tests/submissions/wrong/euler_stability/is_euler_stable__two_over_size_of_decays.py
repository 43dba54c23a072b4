"""The same, if all decay."""
import numpy as np


def is_euler_stable(A, h):
    w = np.linalg.eigvals(A)
    if w.real.max() >= 0:
        return False
    return bool(h < 2 / abs(w).max())
