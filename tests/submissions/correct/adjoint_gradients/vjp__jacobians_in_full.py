"""Whole Jacobians by forward mode, contracted with a."""

import torch


def vjp(f, t, z, params, a):
    def field(x, theta):
        return f(t, x, *theta)

    by_z, by_theta = torch.func.jacfwd(field, argnums=(0, 1))(z, tuple(params))
    contracted = [torch.tensordot(a, J, dims=a.ndim) for J in (by_z, *by_theta)]
    return contracted[0], tuple(contracted[1:])
