"""Squared norm of the whole array."""

import numpy as np


def grad_ab(z):
    r2 = np.linalg.norm(z.ravel()) ** 2
    return 4 * z * (r2 - 1) + z[..., ::-1]
