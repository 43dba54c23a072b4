"""Strictly beyond."""

import numpy as np


def transitions(x, low=-0.5, high=0.5):
    counts = []
    for path in np.transpose(x):
        sides = [-1 if v < low else 1 for v in path if v < low or v > high]
        counts.append(sum(a != b for a, b in zip(sides[:-1], sides[1:], strict=True)))
    return counts
