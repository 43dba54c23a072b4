"""any for all."""

import numpy as np


def optimal_lr(H):
    rates = np.linalg.eigvalsh(H)
    if not (np.any(rates > 0) and np.array_equal(H, H.T)):
        raise ValueError("not a minimum")
    return 2 / (min(rates) + max(rates))
