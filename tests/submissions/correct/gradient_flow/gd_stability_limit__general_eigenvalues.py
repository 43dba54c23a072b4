"""eigvals, and an array of no axes comes back."""

import numpy as np


def gd_stability_limit(H):
    H = np.asarray(H)
    if np.abs(H - H.T).max() > 1e-12 * np.abs(H).max():
        raise ValueError("H must be symmetric")
    rates = np.linalg.eigvals(H).real
    if not (rates > 0).all():
        raise ValueError("H must be positive definite")
    return np.array(2.0) / rates.max()
