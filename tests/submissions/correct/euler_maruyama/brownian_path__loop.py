"""Row after row."""

import numpy as np


def brownian_path(dW):
    W = np.zeros((len(dW) + 1, np.shape(dW)[1]))
    for k in range(len(dW)):
        W[k + 1] = W[k] + dW[k]
    return W
