"""The parameters' part divided by the batch size."""

import torch


def vjp(f, t, z, params, a):
    _, pull = torch.func.vjp(lambda x, *theta: f(t, x, *theta), z, *params)
    first, *others = pull(a)
    n = z.shape[0] if z.ndim > 1 else 1
    return first, [g / n for g in others]
