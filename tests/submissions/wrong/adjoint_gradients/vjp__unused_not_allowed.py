"""One call of grad for each input."""

import torch


def vjp(f, t, z, params, a):
    x, *theta = [tensor.clone().requires_grad_(True) for tensor in (z, *params)]
    weighted = (a * f(t, x, *theta)).sum()
    products = [torch.autograd.grad(weighted, p, retain_graph=True)[0] for p in (x, *theta)]
    return products[0], tuple(products[1:])
