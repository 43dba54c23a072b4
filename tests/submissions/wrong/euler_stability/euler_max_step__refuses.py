"""An exception."""
import numpy as np


def euler_max_step(A):
    w = np.linalg.eigvals(A)
    if not max(w.real) < 0:
        raise ValueError(w)
    return min(-2 * m.real / abs(m) ** 2 for m in w)
