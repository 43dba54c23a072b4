"""One inner product for each row."""

import torch


def end_time_gradient(f, z_T, T, grad_zT, params):
    return torch.linalg.vecdot(grad_zT, f(T, z_T, *params))
