"""Everything above zero."""
import numpy as np


def observed_order(hs, errs):
    pairs = sorted(zip(hs, errs), reverse=True)
    n = 1
    pairs = [p for p in pairs if p[1] != 0]
    n = len(pairs)
    if n < 2 or pairs[1][1] >= pairs[0][1]:
        raise ValueError("too few")
    x, y = np.log(np.array(pairs[:n])).T
    return np.polyfit(x, y, 1)[0]
