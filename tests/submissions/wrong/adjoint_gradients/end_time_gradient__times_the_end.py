"""T times the last rate."""

import torch


def end_time_gradient(f, z_T, T, grad_zT, params):
    return torch.sum(T * f(T, z_T, *params) * grad_zT)
