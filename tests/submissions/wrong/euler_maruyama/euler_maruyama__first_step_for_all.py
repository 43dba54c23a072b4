"""One step length, from the ends of the first interval, for the drift of all steps."""

import numpy as np


def euler_maruyama(f, g, x0, t, dW):
    dt = np.diff(t)[0]
    rows = [np.asarray(x0) * 1.0]
    for k, noise in enumerate(dW):
        now = rows[k]
        rows.append(now + dt * f(t[k], now) + noise * g(t[k], now))
    return np.array(rows)
