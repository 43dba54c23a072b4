"""Each path a small machine."""

import numpy as np


def transitions(x, low=-0.5, high=0.5):
    counts = np.zeros(np.shape(x)[1], dtype=int)
    for j, path in enumerate(np.asarray(x).T):
        side = None
        for v in path:
            if v <= low:
                counts[j] += side == "right"
                side = "left"
            elif v >= high:
                counts[j] += side == "left"
                side = "right"
    return counts.tolist()
