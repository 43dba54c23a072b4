"""Preallocated rows and an index."""
import numpy as np


def euler(f, y0, t):
    out = np.empty((len(t), len(y0)))
    out[0] = y0
    for k in range(len(t) - 1):
        out[k + 1] = out[k] + (t[k + 1] - t[k]) * f(t[k], out[k])
    return out
