"""Each step begins at y0."""
import numpy as np


def euler(f, y0, t):
    out = np.zeros((len(t), len(y0)))
    out[0] = y0
    for k in range(1, len(t)):
        out[k] = y0 + f(t[k - 1], out[k - 1]) * (t[k] - t[k - 1])
    return out
