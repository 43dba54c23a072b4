"""z and a as the two halves of Hamilton's equations for H = a . f."""

import torch


def augmented_rhs(f, t, z, a, params):
    def energy(x, y, theta):
        return (y * f(t, x, *theta)).sum()

    by_z, by_a, by_theta = torch.func.grad(energy, argnums=(0, 1, 2))(z, a, tuple(params))
    return by_a, -by_z, tuple(-g for g in by_theta)
