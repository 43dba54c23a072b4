"""Gradients of the sum of f."""

import torch


def augmented_rhs(f, t, z, a, params):
    x, *theta = [tensor.clone().requires_grad_(True) for tensor in (z, *params)]
    value = f(t, x, *theta)
    value.sum().backward()
    return value.detach(), -x.grad, tuple(torch.zeros_like(p) if p.grad is None else -p.grad for p in theta)
