"""The increments are put below the zeros."""

import numpy as np


def brownian_path(dW):
    W = np.zeros((len(dW) + 1, dW.shape[1]))
    W[1:] = dW
    return W
