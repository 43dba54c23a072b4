"""A path first, then its differences."""

import numpy as np


def brownian_increments(t, n, rng):
    W = np.zeros((len(t), n))
    for k in range(1, len(t)):
        W[k] = W[k - 1] + rng.normal(scale=np.sqrt(t[k] - t[k - 1]), size=n)
    return W[1:] - W[:-1]
