"""Everything that came in is marked once, at the top."""

import torch


def adjoint_gradients(f, z_T, t, grad_zT, params):
    for x in [z_T, *params]:
        x.requires_grad = True

    def look(time, z, a):
        value = f(time, z, *params)
        found = torch.autograd.grad(value, [z, *params], a, allow_unused=True)
        found = [torch.zeros_like(x) if d is None else d for x, d in zip([z, *params], found)]
        return value.detach(), found[0], found[1:]

    z, a = z_T, grad_zT
    total = [torch.zeros(p.shape, dtype=torch.float64) for p in params]
    times = t.tolist()
    for i in range(1, len(times)):
        now, dt = times[-i], times[-i] - times[-i - 1]
        f1, u1, w1 = look(now, z, a)
        f2, u2, w2 = look(now - dt / 2, z - dt / 2 * f1, a + dt / 2 * u1)
        f3, u3, w3 = look(now - dt / 2, z - dt / 2 * f2, a + dt / 2 * u2)
        f4, u4, w4 = look(now - dt, z - dt * f3, a + dt * u3)
        z = z - dt / 6 * (f1 + 2 * f2 + 2 * f3 + f4)
        a = a + dt / 6 * (u1 + 2 * u2 + 2 * u3 + u4)
        total = [g + dt / 6 * (p + 2 * q + 2 * r + s) for g, p, q, r, s in zip(total, w1, w2, w3, w4)]
    return z.detach(), a, tuple(total)
