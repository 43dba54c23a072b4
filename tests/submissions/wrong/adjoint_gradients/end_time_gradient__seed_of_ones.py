"""The sum of the rates."""

import torch


def end_time_gradient(f, z_T, T, grad_zT, params):
    rate = f(T, z_T, *params)
    return torch.tensordot(torch.ones_like(rate), rate, dims=rate.dim())
