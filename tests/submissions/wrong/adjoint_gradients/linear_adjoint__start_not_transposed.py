"""c moved like a state."""

import numpy as np
from scipy.linalg import expm, expm_frechet


def linear_adjoint(A, z0, c, T):
    by_A = expm_frechet(A.T.numpy() * T, np.outer(c, z0) * T, compute_expm=False)
    return expm(A.numpy() * T) @ c.numpy(), by_A
