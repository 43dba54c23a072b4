"""The mean of the first rows."""

import numpy as np


def brownian_path(dW):
    rows = [np.zeros(dW.shape[1])]
    for k in range(1, len(dW) + 1):
        rows.append(np.mean(dW[:k], axis=0))
    return rows
