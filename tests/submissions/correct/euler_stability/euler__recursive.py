"""The last row from the rows before it."""
import numpy as np


def euler(f, y0, t):
    if len(t) == 1:
        return np.array([y0], dtype=float)
    before = euler(f, y0, t[:-1])
    last = before[-1] + np.subtract(t[-1], t[-2]) * np.asarray(f(t[-2], before[-1]))
    return np.concatenate([before, [last]])
