"""The last axis is taken for time."""

import numpy as np


def brownian_path(dW):
    W = np.zeros((len(dW) + 1, dW.shape[1]))
    W[1:] = dW @ np.triu(np.ones((dW.shape[1], dW.shape[1])))
    return W
