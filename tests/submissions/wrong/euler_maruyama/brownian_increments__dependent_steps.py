"""Drawn once, before the loop."""

import numpy as np


def brownian_increments(t, n, rng):
    z = rng.normal(size=n)
    rows = []
    for k in range(len(t) - 1):
        rows.append(z * np.sqrt(t[k + 1] - t[k]))
    return rows
