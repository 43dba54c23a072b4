"""Areas."""
import numpy as np


def is_euler_stable(A, h):
    M = h * A
    M = M + np.identity(len(M))
    return bool(-1 < np.linalg.det(M) < 1)
