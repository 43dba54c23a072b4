"""The first side is that of the middle."""

import numpy as np


def transitions(x, low=-0.5, high=0.5):
    counts = []
    for path in np.transpose(x):
        right, n = path[0] >= (low + high) / 2, 0
        for v in path:
            if (right and v <= low) or (not right and v >= high):
                right, n = not right, n + 1
        counts.append(n)
    return counts
