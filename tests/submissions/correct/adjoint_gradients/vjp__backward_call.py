"""backward() on clones."""

import torch


def vjp(f, t, z, params, a):
    x, *theta = [tensor.clone().requires_grad_(True) for tensor in (z, *params)]
    f(t, x, *theta).backward(gradient=a)
    return x.grad, tuple(torch.zeros_like(p) if p.grad is None else p.grad for p in theta)
