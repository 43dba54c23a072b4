"""A list of lists of floats."""

import numpy as np


def milstein(f, g, dg, x0, t, dW):
    rows = [[float(v) for v in x0]]
    for start, stop, w in zip(t[:-1], t[1:], dW, strict=True):
        x = np.array(rows[-1])
        G = g(start, x)
        step = f(start, x) * (stop - start) + G * w
        rows.append((x + step + G * dg(start, x) * (w**2 - (stop - start)) / 2).tolist())
    return rows
