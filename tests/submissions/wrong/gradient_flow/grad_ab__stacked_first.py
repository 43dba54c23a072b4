"""Returns a pair of arrays."""

import numpy as np


def grad_ab(z):
    a, b = np.moveaxis(z, -1, 0)
    r2 = a * a + b * b
    return [4 * a * (r2 - 1) + b, 4 * b * (r2 - 1) + a]
