"""Only what is added."""

import numpy as np


def ito_drift(f, g, dg, t, x):
    return 0.5 * np.multiply(g(t, x), dg(t, x))
