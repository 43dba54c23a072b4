"""numpy.polynomial, recursion for the points."""
import numpy as np


def falling(pairs):
    if len(pairs) < 2 or not 0 < pairs[1][1] < pairs[0][1]:
        return pairs[:1]
    return pairs[:1] + falling(pairs[1:])


def observed_order(hs, errs):
    kept = falling(sorted(zip(map(float, hs), map(float, errs)))[::-1])
    if len(kept) == 1:
        raise ValueError("one point has no slope")
    x, y = np.log(kept).T
    return np.polynomial.Polynomial.fit(x, y, 1).convert().coef[1]
