"""Largest singular value."""
import numpy as np


def is_euler_stable(A, h):
    s = np.linalg.svd(np.eye(len(A)) + h * A, compute_uv=False)
    return bool(s[0] < 1)
