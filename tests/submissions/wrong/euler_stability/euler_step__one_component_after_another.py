"""Gauss-Seidel fashion, in a while loop."""
import numpy as np


def euler_step(f, t, y, h):
    y = [float(v) for v in y]
    i = 0
    while i < len(y):
        y[i] = y[i] + h * f(t, np.array(y))[i]
        i += 1
    return np.array(y)
