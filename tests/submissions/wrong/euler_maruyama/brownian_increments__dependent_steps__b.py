"""Each number is half the one before."""

import numpy as np


def brownian_increments(t, n, rng):
    z, rows = rng.normal(size=n), []
    for h in np.diff(t):
        z = 0.5 * z + np.sqrt(0.75) * rng.normal(size=n)
        rows.append(np.sqrt(h) * z)
    return np.stack(rows)
