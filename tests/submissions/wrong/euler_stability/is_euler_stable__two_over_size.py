"""The limit on the real axis, for all."""
import numpy as np


def is_euler_stable(A, h):
    return bool(h < 2 / np.abs(np.linalg.eigvals(A)).max())
