"""D of the next time."""

import numpy as np


def milstein(f, g, dg, x0, t, dW):
    x = np.zeros((len(t), len(x0)))
    x[0] = x0
    for k in range(len(t) - 1):
        h, w = t[k + 1] - t[k], dW[k]
        F, G, D = f(t[k], x[k]), g(t[k], x[k]), dg(t[k + 1], x[k])
        x[k + 1] = x[k] + F * h + G * w + 0.5 * G * D * (w * w - h)
    return x
