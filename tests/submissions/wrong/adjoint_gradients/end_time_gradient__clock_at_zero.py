"""The clock reset."""

import torch


def end_time_gradient(f, z_T, T, grad_zT, params):
    rate = f(0 * T, z_T, *params)
    return torch.tensordot(grad_zT, rate, dims=z_T.dim())
