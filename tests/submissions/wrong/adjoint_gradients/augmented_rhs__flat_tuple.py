"""One flat tuple, as rk4_step has it."""

import torch


def augmented_rhs(f, t, z, a, params):
    value, pull = torch.func.vjp(lambda x, *theta: f(t, x, *theta), z, *params)
    return (value, *[-g for g in pull(a)])
