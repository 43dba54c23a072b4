"""The mean increment is subtracted in every step."""

import numpy as np


def brownian_increments(t, n, rng):
    dW = np.array([rng.normal(0.0, h**0.5, n) for h in np.diff(t)])
    return dW - dW.mean(axis=1, keepdims=True)
