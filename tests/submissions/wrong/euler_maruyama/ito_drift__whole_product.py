"""Twice the correction."""

import numpy as np


def ito_drift(f, g, dg, t, x):
    return np.add(f(t, x), np.multiply(dg(t, x), g(t, x)))
