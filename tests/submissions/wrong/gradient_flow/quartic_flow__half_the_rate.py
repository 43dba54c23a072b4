"""e^(-4t) for e^(-8t)."""

import numpy as np


def quartic_flow(t, w0):
    if not w0:
        return np.zeros_like(t)
    return np.copysign((1 + (w0**-2.0 - 1) * np.exp(-4 * t)) ** -0.5, w0)
