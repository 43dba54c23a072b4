"""No run at all: the bands are counted outward, each edge found from the one before."""

import numpy as np
from scipy.optimize import brentq


def gd_basin_label(w0, lr):
    size, side = abs(w0), np.sign(w0)
    last = np.sqrt(1 + 1 / (2 * lr))
    if size > last:
        return np.nan
    step = lambda w: (1 + 4 * lr) * w - 4 * lr * w**3
    edge = np.sqrt(1 + 1 / (4 * lr))
    label = side
    while size > edge:
        edge = brentq(lambda w, edge=edge: step(w) + edge, edge, last)
        label = -label
    return int(label)
