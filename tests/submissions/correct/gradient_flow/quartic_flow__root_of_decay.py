"""w0 / sqrt(w0^2 + (1 - w0^2) e^(-8t)), with rest said apart."""

import numpy as np


def quartic_flow(t, w0):
    if abs(w0) in (0.0, 1.0):
        return [w0] * len(t)
    return (w0 / np.sqrt(w0**2 + (1 - w0**2) * np.exp(-8 * t))).tolist()
