"""w' = w - w^3."""

import numpy as np


def quartic_flow(t, w0):
    if w0 == 0:
        return np.zeros(len(t))
    return np.array([np.sign(w0) * (1 + (w0**-2.0 - 1) * np.exp(-2 * s)) ** -0.5 for s in t])
