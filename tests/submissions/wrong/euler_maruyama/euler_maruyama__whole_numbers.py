"""The table of states takes over the type of x0."""

import numpy as np


def euler_maruyama(f, g, x0, t, dW):
    x0 = np.asarray(x0)
    table = np.tile(np.zeros_like(x0), (len(t), 1))
    table[0] = x0
    for k, h in enumerate(np.diff(t)):
        table[k + 1] = table[k] + h * f(t[k], table[k]) + g(t[k], table[k]) * dW[k]
    return table
