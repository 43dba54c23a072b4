"""Quadrature of the integrand on twenty nodes in each of eight pieces."""

import numpy as np
from scipy.linalg import expm


def linear_adjoint(A, z0, c, T):
    A, z0, c = A.numpy(), z0.numpy(), c.numpy()
    nodes, weights = np.polynomial.legendre.leggauss(20)
    total = 0
    for piece in range(8):
        for x, w in zip((nodes + 1) * T / 16 + piece * T / 8, weights * T / 16):
            total = total + w * np.outer(expm(A.T * (T - x)) @ c, expm(A * x) @ z0)
    return expm(A.T * T) @ c, total
