"""1 / L."""

import numpy as np


def gd_stability_limit(H):
    if not np.array_equal(H, H.T):
        raise ValueError
    np.linalg.cholesky(H)
    return 1 / np.linalg.norm(H, ord=2)
