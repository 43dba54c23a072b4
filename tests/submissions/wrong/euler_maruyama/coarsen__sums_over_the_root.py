"""The sums are scaled to the old variance."""

import numpy as np


def coarsen(dW, k):
    if len(dW) % k != 0:
        raise ValueError("no multiple")
    return np.array([b.sum(0) / k**0.5 for b in np.split(dW, len(dW) // k)])
