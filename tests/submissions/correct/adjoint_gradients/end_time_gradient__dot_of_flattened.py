"""One long inner product, time as a tensor."""

import torch


def end_time_gradient(f, z_T, T, grad_zT, params):
    return torch.dot(grad_zT.reshape(-1), f(torch.tensor(T, dtype=z_T.dtype), z_T, *params).reshape(-1))
