"""The constant of the line."""
import numpy as np


def observed_order(hs, errs):
    pairs = sorted(zip(hs, errs), reverse=True)
    n = 1
    while n < len(pairs) and 0 < pairs[n][1] < pairs[n - 1][1]:
        n += 1
    if n < 2:
        raise ValueError("too few")
    x, y = np.log(np.array(pairs[:n])).T
    slope, constant = np.polyfit(x, y, 1)
    return constant
