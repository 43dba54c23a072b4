"""One working copy, with the component put back after each column."""

import numpy as np


def jacobian_fd(f, x, eps=1e-6):
    z = np.array(x, dtype=float)
    cols = []
    for j in range(z.size):
        old = z[j]
        z[j] = old + eps
        up = np.array(f(z))
        z[j] = old - eps
        cols.append((up - np.array(f(z))) / (2 * eps))
        z[j] = old
    return np.vstack(cols).transpose()
