"""Increments instead of slopes, into a preallocated array."""
import numpy as np


def rk4(f, y0, t):
    out = np.empty((len(t), len(y0)))
    out[0] = y0
    for n in range(len(t) - 1):
        dt = t[n + 1] - t[n]
        a = dt * f(t[n], out[n])
        b = dt * f(t[n] + dt / 2, out[n] + a / 2)
        c = dt * f(t[n] + dt / 2, out[n] + b / 2)
        d = dt * f(t[n] + dt, out[n] + c)
        out[n + 1] = out[n] + (a + d) / 6 + (b + c) / 3
    return out
