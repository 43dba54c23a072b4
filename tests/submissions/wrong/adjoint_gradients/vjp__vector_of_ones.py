"""The gradient of everything that f returns, added up."""

import torch


def vjp(f, t, z, params, a):
    def total(x, theta):
        return f(t, x, *theta).sum()

    return torch.func.grad(total, argnums=(0, 1))(z, tuple(params))
