"""As if A were symmetric."""

import numpy as np


def lyapunov_matrix(A, Q):
    rates, X = np.linalg.eigh((A + A.T) / 2)
    return X @ (X.T @ Q @ X / -np.add.outer(rates, rates)) @ X.T
