"""The root is taken of the time at the start of each step."""

import numpy as np


def brownian_increments(t, n, rng):
    out = np.zeros((len(t) - 1, n))
    for k in range(len(t) - 1):
        out[k] = np.sqrt(t[k]) * rng.normal(size=n)
    return out
