"""Divergence is seen, jumps are not."""

import math


def gd_basin_label(w0, lr):
    if 2 * lr * (w0**2 - 1) > 1:
        return math.nan
    return 0 if w0 == 0 else int(math.copysign(1, w0))
