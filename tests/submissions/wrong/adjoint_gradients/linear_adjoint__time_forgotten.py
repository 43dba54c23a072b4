"""The mean over time."""

import numpy as np
from scipy.linalg import expm_frechet


def linear_adjoint(A, z0, c, T):
    U, V = expm_frechet(A.T.numpy() * T, np.outer(c, z0))
    return U @ c.numpy(), V
