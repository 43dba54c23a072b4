"""Components along rows, times along columns, as solve_ivp has it."""
import numpy as np


def euler(f, y0, t):
    out = np.zeros((len(y0), len(t)))
    out[:, 0] = y0
    for k in range(len(t) - 1):
        out[:, k + 1] = out[:, k] + (t[k + 1] - t[k]) * f(t[k], out[:, k])
    return out
