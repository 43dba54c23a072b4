"""A number."""
import numpy as np


def is_euler_stable(A, h):
    return abs(np.linalg.eigvals(np.eye(len(A)) + h * A)).max()
