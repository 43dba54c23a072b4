"""With the signs of the adjoint equation."""

import torch


def vjp(f, t, z, params, a):
    _, pull = torch.func.vjp(lambda x, *theta: f(t, x, *theta), z, *params)
    first, *others = pull(-a)
    return first, tuple(others)
