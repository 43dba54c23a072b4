"""Hurwitz."""
import numpy as np


def is_euler_stable(A, h):
    return bool(np.linalg.eigvals(A).real.max() < 0)
