"""Float64 inside, float32 on the way out."""

import numpy as np


def euler_maruyama(f, g, x0, t, dW):
    x = np.empty((len(t), len(x0)))
    x[0] = x0
    for k, h in enumerate(np.diff(t)):
        x[k + 1] = x[k] + h * f(t[k], x[k]) + dW[k] * g(t[k], x[k])
    return x.astype(np.float32)
