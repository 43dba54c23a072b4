"""The plain mean of the four slopes."""
import numpy as np


def rk4(f, y0, t):
    out = np.zeros((len(t), len(y0)))
    out[0] = y0
    for n in range(len(t) - 1):
        x, s = out[n], t[n]
        h = t[n + 1] - t[n]
        a = f(s, x)
        b = f(s + h / 2, x + h * a / 2)
        c = f(s + h / 2, x + h * b / 2)
        d = f(s + h, x + h * c)
        out[n + 1] = x + h * np.mean([a, b, c, d], axis=0)
    return out
