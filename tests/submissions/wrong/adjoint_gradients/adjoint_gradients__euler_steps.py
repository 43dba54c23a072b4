"""One slope per interval."""

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
        rate, u, w = look(now, z, a)
        z, a = z - dt * rate, a + dt * u
        total = [g + dt * p for g, p in zip(total, w)]
    return z, a, tuple(total)
