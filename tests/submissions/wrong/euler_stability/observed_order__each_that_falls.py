"""A mask of the points that fall."""
import numpy as np


def observed_order(hs, errs):
    pairs = sorted(zip(hs, errs), reverse=True)
    pairs = pairs[:1] + [b for a, b in zip(pairs, pairs[1:]) if 0 < b[1] < a[1]]
    n = len(pairs)
    if n < 2:
        raise ValueError("too few")
    x, y = np.log(np.array(pairs[:n])).T
    return np.polyfit(x, y, 1)[0]
