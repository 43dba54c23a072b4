"""eigvalsh of the mean of A and its transpose."""
import numpy as np


def is_euler_stable(A, h):
    w = np.linalg.eigvalsh(0.5 * A + 0.5 * A.T)
    return bool(np.all((-2 < h * w) & (h * w < 0)))
