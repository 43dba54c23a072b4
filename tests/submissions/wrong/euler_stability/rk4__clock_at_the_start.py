"""The clock stands still within a step."""
import numpy as np


def rk4(f, y0, t):
    out = np.zeros((len(t), len(y0)))
    out[0] = y0
    for n in range(len(t) - 1):
        x, s = out[n], t[n]
        h = t[n + 1] - t[n]
        a = f(s, x)
        b = f(s, x + h * a / 2)
        c = f(s, x + h * b / 2)
        d = f(s, x + h * c)
        out[n + 1] = x + (a + 2 * b + 2 * c + d) * h / 6
    return out
