"""The dominant eigenvalue."""
import numpy as np


def is_euler_stable(A, h):
    w = max(np.linalg.eigvals(A), key=abs)
    return abs(1 + h * w) < 1
