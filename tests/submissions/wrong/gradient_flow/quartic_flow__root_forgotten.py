"""w^2 with the sign of w."""

import numpy as np


def quartic_flow(t, w0):
    if w0 == 0:
        return np.zeros(t.shape)
    q = w0 * w0
    return np.sign(w0) * q / (q + (1 - q) * np.exp(-8 * t))
