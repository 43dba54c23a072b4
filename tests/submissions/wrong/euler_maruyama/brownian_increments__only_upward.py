"""The sizes of normal numbers."""

import numpy as np


def brownian_increments(t, n, rng):
    return np.sqrt(np.diff(t))[:, None] * np.abs(rng.standard_normal((len(t) - 1, n)))
