"""inf for divergence."""

import math


def gd_basin_label(w0, lr):
    w = w0
    for _ in range(1500):
        w -= 4 * lr * (w**3 - w)
        if abs(w) > 100:
            return math.inf
    return int(round(w))
