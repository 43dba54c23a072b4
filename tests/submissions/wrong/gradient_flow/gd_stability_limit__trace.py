"""2 / sum of eigenvalues."""

import numpy as np


def gd_stability_limit(H):
    rates = np.linalg.eigvalsh(H)
    if not np.array_equal(H, H.T) or min(rates) <= 0:
        raise ValueError("no")
    return 2 / sum(rates)
