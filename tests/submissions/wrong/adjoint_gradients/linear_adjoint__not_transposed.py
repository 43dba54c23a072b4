"""A where its transpose belongs."""

import numpy as np
from scipy.linalg import expm_frechet


def linear_adjoint(A, z0, c, T):
    U, V = expm_frechet(A.numpy() * T, np.outer(c, z0) * T)
    return U @ c.numpy(), V
