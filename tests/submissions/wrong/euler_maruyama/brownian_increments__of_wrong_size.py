"""A temperature's factor 2 under the root."""

import numpy as np


def brownian_increments(t, n, rng):
    return [np.sqrt(2.0 * (b - a)) * rng.standard_normal(n) for a, b in zip(t[:-1], t[1:], strict=True)]
