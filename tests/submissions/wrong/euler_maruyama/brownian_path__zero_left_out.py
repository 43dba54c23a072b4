"""The sums only."""

import numpy as np


def brownian_path(dW):
    W, rows = 0.0, []
    for row in dW:
        W = W + row
        rows.append(W)
    return np.array(rows)
