"""The number of steps must be positive."""
import numpy as np


def euler(f, y0, t):
    steps = np.diff(t)
    if steps.size == 0:
        raise ValueError("no steps")
    out = np.zeros((steps.size + 1, len(y0)))
    out[0] = y0
    for k in range(steps.size):
        out[k + 1] = out[k] + steps[k] * f(t[k], out[k])
    return out
