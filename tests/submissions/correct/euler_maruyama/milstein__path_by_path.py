"""One path at a time."""

import numpy as np


def milstein(f, g, dg, x0, t, dW):
    out = np.zeros((len(t), len(x0)))
    for j, start in enumerate(x0):
        out[0, j] = start
        for k in range(len(t) - 1):
            h, w, x = t[k + 1] - t[k], dW[k, j], out[k, j : j + 1]
            G = g(t[k], x)[0]
            out[k + 1, j] = x[0] + f(t[k], x)[0] * h + G * w + 0.5 * G * dg(t[k], x)[0] * (w * w - h)
    return out
