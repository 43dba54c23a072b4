"""min for max."""

import numpy as np


def gd_stability_limit(H):
    rates = np.linalg.eigvals(H).real
    if not np.array_equal(H, H.T) or min(rates) <= 0:
        raise ValueError("no")
    return min(2 / rate for rate in [min(rates)])
