"""Clock first, slope second."""
import numpy as np


def euler_step(f, t, y, h):
    t = t + h
    return np.array(y, dtype=float) + h * f(t, np.array(y, dtype=float))
