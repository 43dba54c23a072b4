"""A change of side counts as divergence."""

import math


def gd_basin_label(w0, lr):
    w1 = w0 - lr * (4 * w0**3 - 4 * w0)
    if w0 * w1 < 0:
        return math.nan
    return (w0 > 0) - (w0 < 0)
