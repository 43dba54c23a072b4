"""Imaginary steps: no difference at all, and no use for eps."""

import numpy as np


def jacobian_fd(f, x, eps=1e-6):
    x = np.asarray(x, dtype=float)
    return np.column_stack([np.imag(f(x + 1e-30j * e)) / 1e-30 for e in np.eye(len(x))])
