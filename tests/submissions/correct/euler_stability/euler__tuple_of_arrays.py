"""A tuple of rows."""
import numpy as np


def euler(f, y0, t):
    y = np.array(y0, dtype=np.float64)
    rows = (y,)
    for h, time in zip(np.diff(t), t, strict=False):
        y = y + h * f(time, y)
        rows += (y,)
    return rows
