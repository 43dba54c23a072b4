"""What torch.func.vjp gives, as it is."""

import torch


def vjp(f, t, z, params, a):
    def field(x, *theta):
        return f(t, x, *theta)

    _, pull = torch.func.vjp(field, z, *params)
    return pull(a)
