"""P A = -Q/2."""

import numpy as np


def lyapunov_matrix(A, Q):
    return np.linalg.solve(A.T, -Q.T / 2).T
