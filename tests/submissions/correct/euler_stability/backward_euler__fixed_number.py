"""Twelve Newton steps each, into a preallocated array."""
import numpy as np


def backward_euler(f, jac, y0, t):
    out = np.empty((len(t), len(y0)))
    out[0] = y0
    for k in range(len(t) - 1):
        h = t[k + 1] - t[k]
        u = out[k].copy()
        for _ in range(12):
            J = np.identity(len(u)) - h * jac(t[k + 1], u)
            u -= np.linalg.inv(J) @ (u - out[k] - h * f(t[k + 1], u))
        out[k + 1] = u
    return out
