"""The state first, as odeint has it."""
import numpy as np


def euler(f, y0, t):
    out = np.zeros((len(t), len(y0)))
    out[0] = y0
    for k in range(len(t) - 1):
        out[k + 1] = out[k] + (t[k + 1] - t[k]) * f(out[k], t[k])
    return out
