"""Minus, as for the start."""

import torch


def end_time_gradient(f, z_T, T, grad_zT, params):
    return -1.0 * torch.sum(grad_zT * f(T, z_T, *params))
