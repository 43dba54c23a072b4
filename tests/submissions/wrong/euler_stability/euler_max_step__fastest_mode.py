"""The first after sorting."""
import numpy as np


def euler_max_step(A):
    w = np.linalg.eigvals(A)
    if max(w.real) >= 0:
        return 0.0
    m = sorted(w, key=lambda v: v.real)[0]
    return -2 * m.real / abs(m) ** 2
