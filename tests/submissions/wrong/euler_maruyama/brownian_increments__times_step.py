"""The step itself is taken for a standard deviation."""

import numpy as np


def brownian_increments(t, n, rng):
    return np.array([rng.normal(scale=t[k + 1] - t[k], size=n) for k in range(len(t) - 1)])
