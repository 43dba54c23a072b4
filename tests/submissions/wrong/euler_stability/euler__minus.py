"""The difference of times is taken the wrong way round."""
import numpy as np


def euler(f, y0, t):
    ys = np.zeros((len(t), len(y0)))
    ys[0] = y0
    for k in range(len(t) - 1):
        ys[k + 1] = ys[k] + (t[k] - t[k + 1]) * f(t[k], ys[k])
    return ys
