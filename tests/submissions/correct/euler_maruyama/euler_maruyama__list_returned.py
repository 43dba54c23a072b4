"""A list of lists of Python floats."""

import numpy as np


def euler_maruyama(f, g, x0, t, dW):
    rows = [[float(v) for v in x0]]
    for k in range(len(t) - 1):
        x = np.array(rows[-1])
        rows.append((x + f(t[k], x) * (t[k + 1] - t[k]) + g(t[k], x) * dW[k]).tolist())
    return rows
