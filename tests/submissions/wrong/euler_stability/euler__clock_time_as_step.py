"""Multiplies by the time at the end of the step."""
import numpy as np


def euler(f, y0, t):
    ys = np.zeros((len(t), len(y0)))
    ys[0] = y0
    for k in range(len(t) - 1):
        ys[k + 1] = ys[k] + f(t[k], ys[k]) * t[k + 1]
    return ys
