"""One path per row, as solve_ivp arranges it."""

import numpy as np


def euler_maruyama(f, g, x0, t, dW):
    out = np.zeros((len(x0), len(t)))
    out[:, 0] = x0
    for k, h in enumerate(np.diff(t)):
        out[:, k + 1] = out[:, k] + h * f(t[k], out[:, k]) + g(t[k], out[:, k]) * dW[k]
    return out
