"""The length of a step is taken to be positive."""
import numpy as np


def euler(f, y0, t):
    ys = [np.array(y0, float)]
    for k, h in enumerate(np.abs(np.diff(t))):
        ys.append(ys[k] + h * f(t[k], ys[k]))
    return np.array(ys)
