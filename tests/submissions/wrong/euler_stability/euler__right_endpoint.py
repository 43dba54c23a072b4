"""The slope is asked for at the end of the step."""
import numpy as np


def euler(f, y0, t):
    out = np.empty((len(t), len(y0)))
    out[0, :] = y0
    for k in range(1, len(t)):
        out[k, :] = out[k - 1, :] + (t[k] - t[k - 1]) * f(t[k], out[k - 1, :])
    return out
