"""Adds the slope itself."""
import numpy as np


def euler(f, y0, t):
    t = np.asarray(t)
    ys = np.zeros((t.size, np.size(y0)))
    ys[0] = y0
    for k, time in enumerate(t[:-1]):
        ys[k + 1] = ys[k] + f(time, ys[k])
    return ys
