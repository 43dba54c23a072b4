"""The squared length."""

import numpy as np


def lyapunov_rate(grad, z):
    return np.array([np.dot(grad(row), grad(row)) for row in z])
