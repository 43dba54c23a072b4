"""The loop begins with dW[0] as a start."""

import numpy as np


def brownian_path(dW):
    W = [dW[0]]
    for row in dW:
        W.append(W[-1] + row)
    return np.array(W)
