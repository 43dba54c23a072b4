"""A matrix of products."""

import numpy as np


def lyapunov_rate(grad, z):
    g = grad(z)
    return np.dot(g, -np.transpose(g))
