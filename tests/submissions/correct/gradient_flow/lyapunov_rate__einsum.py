"""The product with the velocity."""

import numpy as np


def lyapunov_rate(grad, z):
    g = grad(z)
    velocity = -g
    return np.einsum("ki,ki->k", g, velocity)
