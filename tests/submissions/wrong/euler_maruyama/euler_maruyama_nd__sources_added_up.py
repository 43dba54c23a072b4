"""The sources are summed first, and weighed by the mean strength."""

import numpy as np


def euler_maruyama_nd(f, g, x0, t, dW):
    x = np.zeros((len(t), *np.shape(x0)))
    x[0] = x0
    for k, h in enumerate(np.diff(t)):
        noise = dW[k].sum(axis=-1)[:, None] * g(t[k], x[k]).mean(axis=-1)
        x[k + 1] = x[k] + h * f(t[k], x[k]) + noise
    return x
