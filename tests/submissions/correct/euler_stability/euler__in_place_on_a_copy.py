"""In-place steps on an own copy, stored as copies."""
import numpy as np


def euler(f, y0, t):
    y = np.array(y0, dtype=float)
    out = [y.copy()]
    for k in range(len(t) - 1):
        y += (t[k + 1] - t[k]) * f(t[k], y)
        out.append(y.copy())
    return np.vstack(out)
