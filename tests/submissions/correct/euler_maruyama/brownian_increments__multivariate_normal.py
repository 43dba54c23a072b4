"""The increments of a path as one normal vector."""

import numpy as np


def brownian_increments(t, n, rng):
    return rng.standard_normal((n, len(t) - 1)).dot(np.diag(np.sqrt(np.diff(t)))).T
