"""np.linspace is assumed."""
import numpy as np


def euler(f, y0, t):
    n = len(t)
    out = np.zeros((n, len(y0)))
    out[0] = y0
    if n > 1:
        dt = (t[-1] - t[0]) / (n - 1)
    for i in range(n - 1):
        out[i + 1] = out[i] + dt * f(t[i], out[i])
    return out
