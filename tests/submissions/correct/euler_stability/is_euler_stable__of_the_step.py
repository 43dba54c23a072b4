"""Eigenvalues of the step itself, and the largest."""
import numpy as np


def is_euler_stable(A, h):
    step = np.eye(len(A)) + h * np.asarray(A)
    return max(abs(np.linalg.eigvals(step))) < 1
