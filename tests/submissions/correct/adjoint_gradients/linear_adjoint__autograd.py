"""Autograd through matrix_exp."""

import torch


def linear_adjoint(A, z0, c, T):
    inputs = [A.clone().requires_grad_(True), z0.clone().requires_grad_(True)]
    loss = c @ (torch.matrix_exp(T * inputs[0]) @ inputs[1])
    by_A, by_start = torch.autograd.grad(loss, inputs)
    return by_start, by_A
