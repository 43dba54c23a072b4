"""States are kept within 100 so that nothing overflows."""

import numpy as np


def euler_maruyama(f, g, x0, t, dW):
    rows = [np.asarray(x0, dtype=float)]
    for k, h in enumerate(np.diff(t)):
        new = rows[k] + h * f(t[k], rows[k]) + g(t[k], rows[k]) * dW[k]
        rows.append(np.maximum(np.minimum(new, 100.0), -100.0))
    return np.array(rows)
