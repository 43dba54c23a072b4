"""-g . z"""

import numpy as np


def lyapunov_rate(grad, z):
    return -np.einsum("ki,ki->k", grad(z), z)
