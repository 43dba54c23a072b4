"""A rate of noise, multiplied by time like any rate."""

import numpy as np


def brownian_increments(t, n, rng):
    rate = rng.normal(size=(len(t) - 1, n))
    return rate * np.ediff1d(t).reshape(-1, 1)
