"""z0 c^T in the middle."""

import numpy as np
from scipy.linalg import expm_frechet


def linear_adjoint(A, z0, c, T):
    U, V = expm_frechet(A.T.numpy() * T, np.outer(z0, c) * T)
    return U @ c.numpy(), V
