"""The state is handed over before the time, as odeint does."""

import numpy as np


def euler_maruyama(f, g, x0, t, dW):
    out = np.zeros((len(t), len(x0)))
    out[0] = x0
    for k, h in enumerate(np.diff(t)):
        out[k + 1] = out[k] + h * f(out[k], t[k]) + g(out[k], t[k]) * dW[k]
    return out
