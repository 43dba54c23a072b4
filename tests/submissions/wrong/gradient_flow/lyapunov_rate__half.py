"""A kinetic energy."""

import numpy as np


def lyapunov_rate(grad, z):
    return -0.5 * np.linalg.norm(grad(z), axis=1) ** 2
