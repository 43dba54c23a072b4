"""vdot flattens."""

import numpy as np


def lyapunov_rate(grad, z):
    return float(-np.vdot(grad(z), grad(z)))
