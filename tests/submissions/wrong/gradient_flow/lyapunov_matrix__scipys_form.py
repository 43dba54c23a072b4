"""A as it is."""

from scipy.linalg import solve_sylvester


def lyapunov_matrix(A, Q):
    return solve_sylvester(A, A.T, -Q)
