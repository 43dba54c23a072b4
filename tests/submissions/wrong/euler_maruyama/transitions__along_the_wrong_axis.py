"""Rows are taken for paths."""

import numpy as np


def transitions(x, low=-0.5, high=0.5):
    counts = []
    for path in np.asarray(x):
        sides = [v >= high for v in path if v <= low or v >= high]
        counts.append(sum(b != a for a, b in zip(sides[:-1], sides[1:], strict=True)))
    return np.array(counts)
