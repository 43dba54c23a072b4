"""One working copy for all columns."""

import numpy as np


def jacobian_fd(f, x, eps=1e-6):
    z = np.asarray(x, dtype=float).copy()
    J = []
    for j in range(z.size):
        z[j] = z[j] + eps
        up = np.array(f(z))
        z[j] = z[j] - 2 * eps
        down = np.array(f(z))
        J.append((up - down) / (2 * eps))
    return np.transpose(J)
