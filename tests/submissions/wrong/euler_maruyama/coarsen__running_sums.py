"""The path at the coarse times."""

import numpy as np


def coarsen(dW, k):
    if len(dW) % k:
        raise ValueError("no multiple")
    return np.array([dW[:i].sum(axis=0) for i in range(k, len(dW) + 1, k)])
