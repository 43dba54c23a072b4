"""numpy overflows to nan by itself."""

import numpy as np


def gd_basin_label(w0, lr):
    w = np.float64(w0)
    with np.errstate(all="ignore"):
        for _ in range(3000):
            w = w - lr * 4 * (w**3 - w)
    return float(np.sign(w))
