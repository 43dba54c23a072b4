"""Step by step, with the standard deviation as scale."""

import numpy as np


def brownian_increments(t, n, rng):
    dW = np.empty((len(t) - 1, n))
    for k in range(len(t) - 1):
        dW[k] = rng.normal(0.0, (t[k + 1] - t[k]) ** 0.5, n)
    return dW
