"""One array, the caller's, is appended again and again."""
import numpy as np


def euler(f, y0, t):
    rows = [y0]
    for k in range(1, len(t)):
        y0 += f(t[k - 1], y0) * (t[k] - t[k - 1])
        rows.append(y0)
    return np.array(rows)
