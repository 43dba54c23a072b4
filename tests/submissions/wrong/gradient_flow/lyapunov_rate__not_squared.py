"""Minus the length."""

import numpy as np


def lyapunov_rate(grad, z):
    g = grad(z)
    return -np.sqrt((g * g).sum(axis=1))
