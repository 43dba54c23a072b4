"""Parameter integral by rectangles from the late end of each interval."""

import torch


def adjoint_gradients(f, z_T, t, grad_zT, params):
    def look(time, z, a):
        z = z.clone().requires_grad_(True)
        theta = [p.clone().requires_grad_(True) for p in params]
        value = f(time, z, *theta)
        found = torch.autograd.grad((a * value).sum(), [z, *theta], allow_unused=True)
        found = [torch.zeros_like(x) if g is None else g for g, x in zip(found, [z, *theta])]
        return value.detach(), found[0], found[1:]

    z, a = z_T, grad_zT
    total = [torch.zeros_like(p) for p in params]
    times = t.tolist()
    for i in range(1, len(times)):
        now, dt = times[-i], times[-i] - times[-i - 1]
        f1, u1, w1 = look(now, z, a)
        f2, u2, _ = look(now - dt / 2, z - dt / 2 * f1, a + dt / 2 * u1)
        f3, u3, _ = look(now - dt / 2, z - dt / 2 * f2, a + dt / 2 * u2)
        f4, u4, _ = look(now - dt, z - dt * f3, a + dt * u3)
        z = z - dt / 6 * (f1 + 2 * f2 + 2 * f3 + f4)
        a = a + dt / 6 * (u1 + 2 * u2 + 2 * u3 + u4)
        total = [g + dt * p for g, p in zip(total, w1)]
    return z, a, tuple(total)
