"""The sum of two uniform numbers, scaled to variance 1."""

import numpy as np


def brownian_increments(t, n, rng):
    z = (rng.random((len(t) - 1, n)) + rng.random((len(t) - 1, n)) - 1) * np.sqrt(6.0)
    return z * np.sqrt(np.diff(t))[:, np.newaxis]
