"""One path at a time, each coefficient asked for one state."""

import numpy as np


def euler_maruyama(f, g, x0, t, dW):
    columns = []
    for j, start in enumerate(x0):
        path = [float(start)]
        for k in range(len(t) - 1):
            x = np.array([path[-1]])
            path.append(path[-1] + f(t[k], x)[0] * (t[k + 1] - t[k]) + g(t[k], x)[0] * dW[k, j])
        columns.append(path)
    return np.array(columns).T
