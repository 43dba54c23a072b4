"""The positive root."""

import numpy as np


def quartic_flow(t, w0):
    if w0 == 0.0:
        return 0.0 * t
    s = 1 + (w0**-2.0 - 1) * np.exp(-8 * t)
    return s**-0.5
