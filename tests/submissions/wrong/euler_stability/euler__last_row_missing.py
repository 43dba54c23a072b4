"""One interval too few."""
import numpy as np


def euler(f, y0, t):
    steps = len(t) - 1
    out = np.zeros((max(steps, 1), len(y0)))
    out[0] = y0
    for k in range(1, steps):
        out[k] = out[k - 1] + (t[k] - t[k - 1]) * f(t[k - 1], out[k - 1])
    return out
