"""A step in proportion to the component, as root finders take it."""

import numpy as np


def jacobian_fd(f, x, eps=1e-6):
    x = np.asarray(x, dtype=float)
    cols = []
    for j, v in enumerate(x):
        h = eps * max(1, abs(v))
        e = np.zeros_like(x)
        e[j] = h
        cols.append((f(x + e) - f(x - e)) / (2 * h))
    return np.column_stack(cols)
