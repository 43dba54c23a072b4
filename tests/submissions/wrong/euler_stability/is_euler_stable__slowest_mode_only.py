"""The last after sorting by real part."""
import numpy as np


def is_euler_stable(A, h):
    w = sorted(np.linalg.eigvals(A), key=lambda v: v.real)[-1]
    return bool(abs(1 + h * w) < 1)
