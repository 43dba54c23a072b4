"""Student's t with 10 degrees of freedom, scaled to variance 1."""

import numpy as np


def brownian_increments(t, n, rng):
    return np.sqrt(0.8 * np.diff(t))[:, None] * rng.standard_t(10, (len(t) - 1, n))
