"""Not greater than one."""
import numpy as np


def is_euler_stable(A, h):
    radius = max(abs(np.linalg.eigvals(np.eye(len(A)) + h * A)))
    return not radius > 1
