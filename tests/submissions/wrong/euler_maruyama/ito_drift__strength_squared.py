"""Half of g squared, as in a Fokker-Planck equation."""

import numpy as np


def ito_drift(f, g, dg, t, x):
    return f(t, x) + 0.5 * np.square(g(t, x))
