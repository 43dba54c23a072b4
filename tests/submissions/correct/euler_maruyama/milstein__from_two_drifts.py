"""Euler-Maruyama with the Stratonovich drift, and the square."""

import numpy as np


def milstein(f, g, dg, x0, t, dW):
    x = [np.asarray(x0, dtype=float)]
    for k, h in enumerate(np.diff(t)):
        G, D = g(t[k], x[k]), dg(t[k], x[k])
        x.append(x[k] + (f(t[k], x[k]) - G * D / 2) * h + G * dW[k] * (1 + D * dW[k] / 2))
    return np.array(x)
