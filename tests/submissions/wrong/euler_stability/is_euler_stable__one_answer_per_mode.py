"""A mask."""
import numpy as np


def is_euler_stable(A, h):
    return [bool(abs(1 + h * w) < 1) for w in np.linalg.eigvals(A)]
