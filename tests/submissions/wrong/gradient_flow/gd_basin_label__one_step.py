"""Where one step leads."""

import numpy as np


def gd_basin_label(w0, lr):
    return np.sign((1 + 4 * lr) * w0 - 4 * lr * w0**3)
