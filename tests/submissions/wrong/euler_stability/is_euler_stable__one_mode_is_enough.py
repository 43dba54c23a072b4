"""The smallest factor."""
import numpy as np


def is_euler_stable(A, h):
    return min(abs(1 + h * w) for w in np.linalg.eigvals(A)) < 1
