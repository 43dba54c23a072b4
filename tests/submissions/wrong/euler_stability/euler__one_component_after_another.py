"""Components are updated in place, one by one."""
import numpy as np


def euler(f, y0, t):
    d = len(y0)
    out = np.empty((len(t), d))
    out[0] = y0
    for k in range(len(t) - 1):
        h = t[k + 1] - t[k]
        new = np.array(out[k])
        for j in range(d):
            slope = f(t[k], new)
            new[j] += h * slope[j]
        out[k + 1] = new
    return out
