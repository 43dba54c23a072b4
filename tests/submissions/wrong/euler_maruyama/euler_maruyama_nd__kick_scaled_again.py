"""The increments are scaled by the roots of the steps."""

import numpy as np


def euler_maruyama_nd(f, g, x0, t, dW):
    x = np.zeros((len(t), *np.shape(x0)))
    x[0] = x0
    scaled = np.sqrt(np.diff(t))[:, None, None] * dW
    for k, h in enumerate(np.diff(t)):
        x[k + 1] = x[k] + h * f(t[k], x[k]) + (g(t[k], x[k]) * scaled[k][:, None, :]).sum(-1)
    return x
