"""A straight line from the start."""
import numpy as np


def euler(f, y0, t):
    y0 = np.array(y0, dtype=float)
    return y0 + np.outer(np.asarray(t) - t[0], f(t[0], y0))
