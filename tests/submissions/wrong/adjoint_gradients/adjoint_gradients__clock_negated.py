"""Walks in the time s = -t and hands s to f."""

import torch


def adjoint_gradients(f, z_T, t, grad_zT, params):
    def velocity(s, z, a):
        """d/ds of z, a and the parameter integrals."""
        leaves = [z.clone().requires_grad_(True)] + [p.clone().requires_grad_(True) for p in params]
        value = f(s, *leaves)
        pulled = torch.autograd.grad((value * a).sum(), leaves, allow_unused=True)
        pulled = [torch.zeros_like(leaf) if g is None else g for g, leaf in zip(pulled, leaves)]
        return [-value.detach(), *pulled]

    y = [z_T, grad_zT] + [torch.zeros_like(p) for p in params]
    s = [-float(x) for x in t][::-1]
    for s0, s1 in zip(s[:-1], s[1:]):
        h = s1 - s0
        shifted = lambda k, c: [u + c * v for u, v in zip(y, k)]
        k1 = velocity(s0, *y[:2])
        k2 = velocity(s0 + h / 2, *shifted(k1, h / 2)[:2])
        k3 = velocity(s0 + h / 2, *shifted(k2, h / 2)[:2])
        k4 = velocity(s1, *shifted(k3, h)[:2])
        y = [u + h / 6 * (p + 2 * q + 2 * r + w) for u, p, q, r, w in zip(y, k1, k2, k3, k4)]
    return y[0], y[1], y[2:]
