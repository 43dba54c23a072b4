"""Half of the derivative's product, by multiply and add."""

import numpy as np


def ito_drift(f, g, dg, t, x):
    return np.add(f(t, x), 0.5 * np.multiply(dg(t, x), g(t, x)))
