"""Float64 inside, float32 on the way out."""

import numpy as np


def milstein(f, g, dg, x0, t, dW):
    x = np.empty((len(t), len(x0)))
    x[0] = x0
    for k, h in enumerate(np.diff(t)):
        G = g(t[k], x[k])
        x[k + 1] = x[k] + h * f(t[k], x[k]) + G * (dW[k] + dg(t[k], x[k]) / 2 * (dW[k] ** 2 - h))
    return x.astype(np.float32)
