"""A list of floats, one state after another."""

import numpy as np


def ito_drift(f, g, dg, t, x):
    drift = []
    for state in x:
        one = np.array([state])
        drift.append(float(f(t, one)[0]) + 0.5 * float(g(t, one)[0]) * float(dg(t, one)[0]))
    return drift
