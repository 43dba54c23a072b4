"""Schur stability of A."""
import numpy as np


def is_euler_stable(A, h):
    return bool(max(abs(np.linalg.eigvals(A))) < 1)
