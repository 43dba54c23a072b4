"""The smaller the better."""

import numpy as np


def jacobian_fd(f, x, eps=1e-12):
    x = np.asarray(x, dtype=float)
    steps = np.eye(len(x)) * eps
    return np.column_stack([(f(x + s) - f(x - s)) / (2 * eps) for s in steps])
