"""Uniform numbers of the right variance."""

import numpy as np


def brownian_increments(t, n, rng):
    h = np.diff(t)[:, None]
    return rng.uniform(-np.sqrt(3 * h), np.sqrt(3 * h), size=(len(t) - 1, n))
