"""Until a step no longer moves it."""

import math


def gd_basin_label(w0, lr):
    w = float(w0)
    while abs(w) <= 50:
        new = (1 + 4 * lr) * w - 4 * lr * w * w * w
        if abs(new - w) < 1e-9 and w * w < 1.5:
            return 0 if w == 0 else int(math.copysign(1, w))
        w = new
        if math.isinf(w):
            break
    return math.nan
