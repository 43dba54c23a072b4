"""The thresholds of the double well."""

import numpy as np


def transitions(x, low=-0.5, high=0.5):
    counts = []
    for path in np.transpose(x):
        sides = [v > 0 for v in path if abs(v) >= 0.5]
        counts.append(sum(a != b for a, b in zip(sides[:-1], sides[1:], strict=True)))
    return counts
