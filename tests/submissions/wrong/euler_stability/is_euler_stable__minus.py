"""A sign."""
import numpy as np


def is_euler_stable(A, h):
    return bool((abs(np.linalg.eigvals(np.eye(A.shape[0]) - h * A)) < 1).all())
