"""Solves z back, then z and a forward from a(t0) = grad_zT."""

import torch


def adjoint_gradients(f, z_T, t, grad_zT, params):
    def look(time, z, a):
        z = z.clone().requires_grad_(True)
        theta = [p.clone().requires_grad_(True) for p in params]
        value = f(time, z, *theta)
        found = torch.autograd.grad((a * value).sum(), [z, *theta], allow_unused=True)
        found = [torch.zeros_like(x) if g is None else g for g, x in zip(found, [z, *theta])]
        return value.detach(), found[0], found[1:]

    times = t.tolist()
    z = z_T
    for i in range(1, len(times)):
        now, h = times[-i], times[-i - 1] - times[-i]
        f1 = f(now, z, *params)
        f2 = f(now + h / 2, z + h / 2 * f1, *params)
        f3 = f(now + h / 2, z + h / 2 * f2, *params)
        f4 = f(now + h, z + h * f3, *params)
        z = z + h / 6 * (f1 + 2 * f2 + 2 * f3 + f4)
    z0, a = z, grad_zT
    total = [torch.zeros_like(p) for p in params]
    for i in range(len(times) - 1):
        now, h = times[i], times[i + 1] - times[i]
        f1, u1, w1 = look(now, z, a)
        f2, u2, w2 = look(now + h / 2, z + h / 2 * f1, a - h / 2 * u1)
        f3, u3, w3 = look(now + h / 2, z + h / 2 * f2, a - h / 2 * u2)
        f4, u4, w4 = look(now + h, z + h * f3, a - h * u3)
        z = z + h / 6 * (f1 + 2 * f2 + 2 * f3 + f4)
        a = a - h / 6 * (u1 + 2 * u2 + 2 * u3 + u4)
        total = [g + h / 6 * (p + 2 * q + 2 * r + s) for g, p, q, r, s in zip(total, w1, w2, w3, w4)]
    return z0, a, tuple(total)
