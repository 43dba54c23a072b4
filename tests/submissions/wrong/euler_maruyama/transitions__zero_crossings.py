"""Neighbours of opposite sign."""

import numpy as np


def transitions(x, low=-0.5, high=0.5):
    counts = []
    for path in np.transpose(x):
        counts.append(sum(a * b < 0 for a, b in zip(path[:-1], path[1:], strict=True)))
    return counts
