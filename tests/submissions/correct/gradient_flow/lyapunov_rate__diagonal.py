"""The diagonal of all products."""

import numpy as np


def lyapunov_rate(grad, z):
    g = np.asarray(grad(z))
    return np.diag(g @ -g.T)
