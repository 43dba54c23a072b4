"""The logarithm of |w^2 / (1 - w^2)| grows at the rate 8, inside and outside of the minima."""

import numpy as np


def quartic_flow(t, w0):
    if w0 == 0 or abs(w0) == 1:
        return np.full(np.shape(t), float(w0))
    odds = np.log(abs(w0**2 / (1 - w0**2))) + 8 * t
    inside = 1 if abs(w0) < 1 else -1
    return np.copysign(1 / np.sqrt(1 + inside * np.exp(-odds)), w0)
