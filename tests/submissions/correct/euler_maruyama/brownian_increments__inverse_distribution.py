"""Uniform numbers through the normal quantile function."""

import numpy as np
from scipy.special import ndtri


def brownian_increments(t, n, rng):
    return np.sqrt(np.diff(t))[:, None] * ndtri(rng.random((len(t) - 1, n)))
