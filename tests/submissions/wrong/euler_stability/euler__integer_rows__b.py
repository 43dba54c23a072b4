"""np.zeros_like of an integer start."""
import numpy as np


def euler(f, y0, t):
    out = [np.array(y0)]
    for k in range(len(t) - 1):
        new = np.zeros_like(out[-1])
        new[:] = out[-1] + (t[k + 1] - t[k]) * f(t[k], out[-1])
        out.append(new)
    return np.array(out)
