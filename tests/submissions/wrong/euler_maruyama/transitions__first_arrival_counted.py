"""A list of sides, begun with none."""

import numpy as np


def transitions(x, low=-0.5, high=0.5):
    counts = []
    for path in np.transpose(x):
        last, n = None, 0
        for v in path:
            side = "L" if v <= low else "R" if v >= high else last
            if side != last:
                n, last = n + 1, side
        counts.append(n)
    return counts
