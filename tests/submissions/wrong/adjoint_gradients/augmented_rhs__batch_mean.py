"""Mean over the batch, row by row."""

import torch


def augmented_rhs(f, t, z, a, params):
    value, pull = torch.func.vjp(lambda x: f(t, x, *params), z)
    _, per_row = torch.func.vjp(lambda *theta: f(t, z, *theta), *params)
    size = 1 if z.dim() == 1 else z.shape[0]
    return value, -pull(a)[0], tuple(-g / size for g in per_row(a))
