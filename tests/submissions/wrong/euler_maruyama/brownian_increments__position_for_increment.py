"""The state is returned where its change is asked for."""

import numpy as np


def brownian_increments(t, n, rng):
    W, rows = np.zeros(n), []
    for h in np.diff(t):
        W = W + rng.normal(0.0, np.sqrt(h), n)
        rows.append(W)
    return np.array(rows)
