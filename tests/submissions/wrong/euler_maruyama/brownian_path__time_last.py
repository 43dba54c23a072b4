"""A list of paths."""

import numpy as np


def brownian_path(dW):
    return [[0.0, *np.cumsum(column)] for column in np.asarray(dW).T]
