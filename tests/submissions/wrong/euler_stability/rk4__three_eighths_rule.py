"""Kutta's other method of order four."""
import numpy as np


def rk4(f, y0, t):
    out = np.zeros((len(t), len(y0)))
    out[0] = y0
    for n in range(len(t) - 1):
        x, s = out[n], t[n]
        h = t[n + 1] - t[n]
        a = f(s, x)
        b = f(s + h / 3, x + h * a / 3)
        c = f(s + h * 2 / 3, x - h * a / 3 + h * b)
        d = f(s + h, x + h * a - h * b + h * c)
        out[n + 1] = x + (a + 3 * b + 3 * c + d) * h / 8
    return out
