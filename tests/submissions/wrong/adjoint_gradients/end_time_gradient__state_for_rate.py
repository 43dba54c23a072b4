"""c . z."""

import torch


def end_time_gradient(f, z_T, T, grad_zT, params):
    return torch.tensordot(grad_zT, z_T, dims=z_T.dim())
