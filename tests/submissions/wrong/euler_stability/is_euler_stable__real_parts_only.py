"""np.real of the modes."""
import numpy as np


def is_euler_stable(A, h):
    x = np.real(np.linalg.eigvals(A))
    return bool(((h * x > -2) & (h * x < 0)).all())
