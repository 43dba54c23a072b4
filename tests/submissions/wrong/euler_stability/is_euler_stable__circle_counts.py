"""No growth, and not too long a step."""
import numpy as np


def is_euler_stable(A, h):
    for mode in np.linalg.eigvals(A):
        if mode.real > 0 or abs(mode) >= 2 / h:
            return False
    return True
