"""The formula as one finds it."""

import numpy as np


def quartic_flow(t, w0):
    return w0 * np.exp(4 * t) / np.sqrt(1 + w0**2 * (np.exp(8 * t) - 1))
