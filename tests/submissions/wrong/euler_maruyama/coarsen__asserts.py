"""assert guards the input."""

import numpy as np


def coarsen(dW, k):
    m, rest = divmod(len(dW), k)
    assert not rest, "k does not divide the number of steps"
    return np.array([dW[i * k : i * k + k].sum(axis=0) for i in range(m)])
