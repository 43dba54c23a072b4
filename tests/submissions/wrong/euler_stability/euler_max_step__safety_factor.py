"""Ten per cent less."""
import numpy as np


def euler_max_step(A):
    w = np.linalg.eigvals(A)
    if max(w.real) >= 0:
        return 0.0
    return min(-1.8 * m.real / abs(m) ** 2 for m in w)
