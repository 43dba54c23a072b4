"""h does not occur."""
import numpy as np


def is_euler_stable(A, h):
    return bool((abs(np.linalg.eigvals(A + np.eye(A.shape[0]))) < 1).all())
