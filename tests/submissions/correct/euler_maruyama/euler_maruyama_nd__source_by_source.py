"""The sources one after another, all at the old state."""

import numpy as np


def euler_maruyama_nd(f, g, x0, t, dW):
    x = np.empty((len(t), *np.shape(x0)))
    x[0] = x0
    for k, h in enumerate(np.diff(t)):
        strength = g(t[k], x[k])
        x[k + 1] = x[k] + h * f(t[k], x[k])
        for b in range(strength.shape[-1]):
            x[k + 1] += strength[:, :, b] * dW[k, :, b : b + 1]
    return x
