"""An array like dW has a row too few."""

import numpy as np


def brownian_path(dW):
    W = np.zeros_like(dW)
    for k in range(1, len(dW)):
        W[k] = W[k - 1] + dW[k - 1]
    return W
