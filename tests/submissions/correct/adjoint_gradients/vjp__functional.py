"""torch.func.vjp, the parameters' products in a list."""

import torch


def vjp(f, t, z, params, a):
    _, pull = torch.func.vjp(lambda x, *theta: f(t, x, *theta), z, *params)
    first, *others = pull(a)
    return first, others
