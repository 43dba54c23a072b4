"""Rows take the dtype of the start."""
import numpy as np


def euler(f, y0, t):
    rows = np.tile(y0, (len(t), 1))
    for k in range(1, len(t)):
        rows[k] = rows[k - 1] + (t[k] - t[k - 1]) * f(t[k - 1], rows[k - 1])
    return rows
