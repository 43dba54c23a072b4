"""The constant is 1/w0^2."""

import numpy as np


def quartic_flow(t, w0):
    return w0 / np.sqrt(w0 * w0 + np.exp(-8 * t)) if w0 else np.zeros(len(t))
