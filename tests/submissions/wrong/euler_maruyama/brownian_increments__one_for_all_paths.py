"""A column of numbers is stretched over the paths."""

import numpy as np


def brownian_increments(t, n, rng):
    one = rng.normal(0.0, np.sqrt(np.diff(t)))
    return np.tile(one[:, None], (1, n))
