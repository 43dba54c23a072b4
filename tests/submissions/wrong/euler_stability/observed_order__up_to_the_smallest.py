"""Cuts behind the minimum."""
import numpy as np


def observed_order(hs, errs):
    pairs = sorted(zip(hs, errs), reverse=True)
    errors = [e if e else float("inf") for _, e in pairs]
    n = errors.index(min(errors)) + 1
    if n < 2:
        raise ValueError("too few")
    x, y = np.log(np.array(pairs[:n])).T
    return np.polyfit(x, y, 1)[0]
