"""d/da of 4 a c + b with c constant."""

import numpy as np


def hess_ab(z):
    c = np.sum(z**2, axis=-1)[..., None, None] - 1
    return 4 * c * np.eye(2) + np.array([[0, 1], [1, 0]])
