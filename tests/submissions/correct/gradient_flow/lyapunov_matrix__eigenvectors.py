"""Divided by sums of eigenvalues, in the basis of eigenvectors."""

import numpy as np


def lyapunov_matrix(A, Q):
    rates, X = np.linalg.eig(A)
    inside = X.T @ Q @ X / -(rates[:, None] + rates[None, :])
    back = np.linalg.inv(X)
    return np.real(back.T @ inside @ back)
