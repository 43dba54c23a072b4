"""dg twice."""

import numpy as np


def ito_drift(f, g, dg, t, x):
    slope = np.asarray(dg(t, x))
    return f(t, x) + slope * slope / 2
