"""T exp(A^T T) c z0^T."""

import torch


def linear_adjoint(A, z0, c, T):
    a = torch.matrix_exp(A.T * T).mv(c)
    return a, a[:, None] * z0[None, :] * T
