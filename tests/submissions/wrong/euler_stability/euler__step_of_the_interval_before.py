"""The lengths of the intervals are shifted by one."""
import numpy as np


def euler(f, y0, t):
    n = len(t)
    steps = [t[k] - t[k - 1] for k in range(n)]
    ys = np.zeros((n, len(y0)))
    ys[0] = y0
    for k in range(1, n):
        ys[k] = ys[k - 1] + steps[k - 1] * f(t[k - 1], ys[k - 1])
    return ys
