"""Falls off the end."""
import numpy as np


def euler_max_step(A):
    w = np.linalg.eigvals(A)
    if (w.real < 0).all():
        return min(-2 * m.real / abs(m) ** 2 for m in w)
