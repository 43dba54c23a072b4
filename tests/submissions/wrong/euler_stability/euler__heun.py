"""Predict, then use the mean of two slopes."""
import numpy as np


def euler(f, y0, t):
    out = np.empty((len(t), len(y0)))
    out[0] = y0
    for k in range(len(t) - 1):
        dt = t[k + 1] - t[k]
        k1 = f(t[k], out[k])
        k2 = f(t[k] + dt, out[k] + dt * k1)
        out[k + 1] = out[k] + dt * np.mean([k1, k2], axis=0)
    return out
