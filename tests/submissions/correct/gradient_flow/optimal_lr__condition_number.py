"""Largest eigenvalue and condition number."""

import numpy as np


def optimal_lr(H):
    if not np.array_equal(H, H.T):
        raise ValueError("not symmetric")
    np.linalg.cholesky(H)
    sharpest, kappa = np.linalg.norm(H, 2), np.linalg.cond(H)
    return 2 / (sharpest * (1 + 1 / kappa))
