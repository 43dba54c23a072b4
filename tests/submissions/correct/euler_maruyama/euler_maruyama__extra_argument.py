"""A further argument with a default; noise written as h times a rate of noise."""

import numpy as np


def euler_maruyama(f, g, x0, t, dW, verbose=False):
    x = np.array(x0, dtype=float)
    out = x[None, :].copy()
    for k, h in enumerate(np.diff(t)):
        x = x + h * (f(t[k], x) + g(t[k], x) * (dW[k] / h))
        out = np.vstack([out, x])
        if verbose:
            print(t[k], x)
    return out
