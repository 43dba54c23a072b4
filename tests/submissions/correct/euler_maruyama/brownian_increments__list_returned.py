"""Rows of Python floats."""

import numpy as np


def brownian_increments(t, n, rng):
    return [(z * np.sqrt(h)).tolist() for z, h in zip(rng.standard_normal((len(t) - 1, n)), np.diff(t), strict=True)]
