"""Slope as covariance over variance, with sorted pairs."""
import numpy as np


def observed_order(hs, errs):
    pairs = sorted(zip(hs, errs), reverse=True)
    good = pairs[:1]
    for h, e in pairs[1:]:
        if not 0 < e < good[-1][1]:
            break
        good.append((h, e))
    if len(good) < 2:
        raise ValueError("too few points")
    x, y = np.log(np.array(good)).T
    return np.cov(x, y, bias=True)[0, 1] / np.var(x)
