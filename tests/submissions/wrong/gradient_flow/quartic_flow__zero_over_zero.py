"""0/0 for a start at 0."""

import numpy as np


def quartic_flow(t, w0):
    fading = np.exp(-4 * t) ** 2
    w0 = np.float64(w0)
    return w0 / np.sqrt(fading + w0 * w0 * (1 - fading))
