"""h in the slopes and h in the sum."""
import numpy as np


def rk4(f, y0, t):
    out = np.zeros((len(t), len(y0)))
    out[0] = y0
    for n in range(len(t) - 1):
        x, s = out[n], t[n]
        h = t[n + 1] - t[n]
        a = h * f(s, x)
        b = h * f(s + h / 2, x + a / 2)
        c = h * f(s + h / 2, x + b / 2)
        d = h * f(s + h, x + c)
        out[n + 1] = x + (a + 2 * b + 2 * c + d) * h / 6
    return out
