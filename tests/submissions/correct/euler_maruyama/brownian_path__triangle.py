"""A matrix of ones below the diagonal adds up."""

import numpy as np


def brownian_path(dW):
    return np.tri(len(dW) + 1, len(dW), -1) @ np.asarray(dW)
