"""The more general solver; nested lists come back."""

from scipy.linalg import solve_sylvester


def lyapunov_matrix(A, Q):
    P = solve_sylvester(A.T, A, -Q)
    return ((P + P.T) / 2).tolist()
