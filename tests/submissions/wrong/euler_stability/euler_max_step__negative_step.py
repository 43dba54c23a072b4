"""The bare formula."""
import numpy as np


def euler_max_step(A):
    w = np.linalg.eigvals(A)
    with np.errstate(all="ignore"):
        return np.min(-2 * w.real / (w.real**2 + w.imag**2))
