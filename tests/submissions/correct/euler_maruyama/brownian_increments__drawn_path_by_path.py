"""A row per path, transposed."""

import numpy as np


def brownian_increments(t, n, rng):
    return (rng.standard_normal((n, len(t) - 1)) * np.sqrt(np.diff(t))).T
