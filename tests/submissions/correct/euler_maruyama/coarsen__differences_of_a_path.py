"""The path at every k-th time."""

import numpy as np


def coarsen(dW, k):
    steps, rest = divmod(len(dW), k)
    if rest:
        raise ValueError("a rest")
    W = np.concatenate([np.zeros((1, dW.shape[1])), np.cumsum(dW, axis=0)])
    return W[k::k] - W[:-k:k]
