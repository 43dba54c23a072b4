"""Q is not used."""

import numpy as np
from scipy.linalg import solve_sylvester


def lyapunov_matrix(A, Q):
    return solve_sylvester(A.T, A, -np.identity(A.shape[0]))
