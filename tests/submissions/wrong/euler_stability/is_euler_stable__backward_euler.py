"""The wrong disc."""
import numpy as np


def is_euler_stable(A, h):
    w = np.linalg.eigvals(A)
    return bool((abs(1 / (1 - h * w)) < 1).all())
