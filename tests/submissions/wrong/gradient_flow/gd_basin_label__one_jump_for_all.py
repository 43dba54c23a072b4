"""Beyond the first edge, always the other side."""

import math


def gd_basin_label(w0, lr):
    q = 4 * lr * (w0**2 - 1)
    if q > 2:
        return math.nan
    side = (w0 > 0) - (w0 < 0)
    return -side if q > 1 else side
