"""Prints instead of returning."""
import numpy as np


def euler(f, y0, t):
    ys = np.zeros((len(t), len(y0)))
    ys[0] = y0
    for k in range(len(t) - 1):
        ys[k + 1] = ys[k] + (t[k + 1] - t[k]) * f(t[k], ys[k])
    print(ys[-1])
