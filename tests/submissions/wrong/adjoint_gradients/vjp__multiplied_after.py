"""Slopes first, weights after."""

import torch


def vjp(f, t, z, params, a):
    by_z, by_theta = torch.func.grad(lambda x, theta: f(t, x, *theta).sum(), argnums=(0, 1))(z, tuple(params))
    by_z = torch.mul(by_z, a)
    return by_z, by_theta
