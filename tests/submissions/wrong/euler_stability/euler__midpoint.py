"""Second-order Runge-Kutta with the slope half-way."""
import numpy as np


def euler(f, y0, t):
    out = np.empty((len(t), len(y0)))
    out[0] = y0
    for k in range(len(t) - 1):
        dt = t[k + 1] - t[k]
        out[k + 1] = out[k] + dt * f((t[k] + t[k + 1]) / 2, out[k] + 0.5 * dt * f(t[k], out[k]))
    return out
