"""T c z(T)^T."""

import torch


def linear_adjoint(A, z0, c, T):
    E = torch.matrix_exp(A * T)
    return c @ E, T * c[:, None] * (E @ z0)
