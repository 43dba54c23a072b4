"""Only those that decay."""
import numpy as np


def euler_max_step(A):
    w = [m for m in np.linalg.eigvals(A) if m.real < 0]
    if not w:
        return 0.0
    return min(-2 * m.real / abs(m) ** 2 for m in w)
