"""The length of the step does not occur."""

import numpy as np


def brownian_increments(t, n, rng):
    return np.array([rng.normal(size=n) for _ in t[1:]])
