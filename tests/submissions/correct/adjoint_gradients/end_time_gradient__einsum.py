"""All axes contracted."""

import torch


def end_time_gradient(f, z_T, T, grad_zT, params):
    return torch.einsum("...i,...i->", grad_zT, f(T, z_T, *params))
