"""scipy under its older name."""

import numpy as np
from scipy.linalg import solve_lyapunov


def lyapunov_matrix(A, Q):
    return solve_lyapunov(np.transpose(A), np.negative(Q))
