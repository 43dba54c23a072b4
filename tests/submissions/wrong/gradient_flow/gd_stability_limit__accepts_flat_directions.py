""">= 0 is let through."""

import numpy as np


def gd_stability_limit(H):
    rates = np.linalg.eigvals(H)
    if np.any(rates < 0) or not np.array_equal(H, H.T):
        raise ValueError("not a minimum")
    return 2 / np.max(rates)
