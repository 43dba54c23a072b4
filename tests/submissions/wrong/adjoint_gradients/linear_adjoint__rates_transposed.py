"""z a^T."""

import numpy as np
from scipy.linalg import expm_frechet


def linear_adjoint(A, z0, c, T):
    U, V = expm_frechet(A.numpy() * T, np.outer(z0, c) * T)
    return U.T @ c.numpy(), V
