"""A star for the product."""

import numpy as np


def euler_maruyama_nd(f, g, x0, t, dW):
    x = [np.asarray(x0, dtype=float)]
    for k, h in enumerate(np.diff(t)):
        x.append(x[k] + h * f(t[k], x[k]) + dW[k] * g(t[k], x[k]))
    return np.array(x)
