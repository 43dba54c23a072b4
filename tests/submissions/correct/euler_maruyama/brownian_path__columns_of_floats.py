"""Each path a list of floats, turned at the end."""

import numpy as np


def brownian_path(dW):
    paths = [[0.0, *np.cumsum(column).tolist()] for column in np.transpose(dW)]
    return tuple(zip(*paths, strict=True))
