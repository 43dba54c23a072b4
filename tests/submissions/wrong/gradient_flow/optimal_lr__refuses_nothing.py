"""Singular values of anything."""

import numpy as np


def optimal_lr(H):
    rates = np.linalg.svd(H, compute_uv=False)
    return 2 / (rates[0] + rates[-1])
