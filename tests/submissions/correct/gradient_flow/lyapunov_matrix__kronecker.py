"""One linear system for all entries."""

import numpy as np


def lyapunov_matrix(A, Q):
    d = len(A)
    one = np.eye(d)
    operator = np.kron(A.T, one) + np.kron(one, A.T)
    return np.linalg.solve(operator, -Q.reshape(-1)).reshape(d, d)
