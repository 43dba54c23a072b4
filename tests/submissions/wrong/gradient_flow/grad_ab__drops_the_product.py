"""Only the square is differentiated."""

import numpy as np


def grad_ab(z):
    r2 = np.sum(z * z, axis=-1, keepdims=True)
    return 4 * (r2 - 1) * z
