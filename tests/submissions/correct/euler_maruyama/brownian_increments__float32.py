"""Float64 inside, float32 on the way out."""

import numpy as np


def brownian_increments(t, n, rng):
    return rng.normal(size=(len(t) - 1, n), scale=np.sqrt(np.diff(t))[:, None]).astype(np.float32)
