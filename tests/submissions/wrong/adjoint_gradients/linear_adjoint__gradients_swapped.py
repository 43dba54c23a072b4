"""By A first."""

import torch


def linear_adjoint(A, z0, c, T):
    leaves = [A.clone().requires_grad_(True), z0.clone().requires_grad_(True)]
    return torch.autograd.grad(c @ torch.matrix_exp(T * leaves[0]) @ leaves[1], leaves)
