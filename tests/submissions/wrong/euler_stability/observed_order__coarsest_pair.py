"""The first two points."""
import numpy as np


def observed_order(hs, errs):
    pairs = sorted(zip(hs, errs), reverse=True)
    n = 1
    while n < len(pairs) and 0 < pairs[n][1] < pairs[n - 1][1]:
        n += 1
    if n < 2:
        raise ValueError("too few")
    (h0, e0), (h1, e1) = pairs[:2]
    return np.log2(e0 / e1) / np.log2(h0 / h1)
