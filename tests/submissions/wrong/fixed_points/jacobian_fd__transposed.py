"""One row for each component that is moved."""

import numpy as np


def jacobian_fd(f, x, eps=1e-6):
    rows = []
    for j in range(len(x)):
        plus, minus = np.array(x, float), np.array(x, float)
        plus[j] += eps
        minus[j] -= eps
        rows.append((f(plus) - f(minus)) / (2 * eps))
    return np.array(rows)
