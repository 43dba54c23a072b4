"""A subset of the spectrum."""

import numpy as np
from scipy.linalg import eigh


def optimal_lr(H):
    if not np.allclose(H, H.T):
        raise ValueError("not symmetric")
    n = len(H) - 1
    low = eigh(H, eigvals_only=True, subset_by_index=[0, 0])[0]
    high = eigh(H, eigvals_only=True, subset_by_index=[n, n])[0]
    if not low > 0:
        raise ValueError("not positive definite")
    return 2.0 / (low + high)
