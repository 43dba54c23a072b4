"""np.abs of the differences."""
import numpy as np


def rk4(f, y0, t):
    out = np.zeros((len(t), len(y0)))
    out[0] = y0
    for n in range(len(t) - 1):
        x, s = out[n], t[n]
        h = np.abs(np.diff(t))[n]
        a = f(s, x)
        b = f((s + t[n + 1]) / 2, x + h * a / 2)
        c = f((s + t[n + 1]) / 2, x + h * b / 2)
        d = f(t[n + 1], x + h * c)
        out[n + 1] = x + (a + 2 * b + 2 * c + d) * h / 6
    return out
