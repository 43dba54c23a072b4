"""Root of the product."""

import numpy as np


def optimal_lr(H):
    if not np.array_equal(H, H.T):
        raise ValueError
    np.linalg.cholesky(H)
    rates = np.linalg.svd(H, compute_uv=False)
    return (rates[0] * rates[-1]) ** -0.5
