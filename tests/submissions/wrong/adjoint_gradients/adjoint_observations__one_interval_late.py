"""Steps first, then adds the row of the time it came from."""

import torch


def look(f, time, z, a, params):
    x, *theta = [tensor.detach().clone().requires_grad_(True) for tensor in (z, *params)]
    with torch.enable_grad():
        value = f(time, x, *theta)
    by_z, *by_theta = torch.autograd.grad(value, [x, *theta], a, allow_unused=True, materialize_grads=True)
    return value.detach(), by_z, by_theta


def back(f, now, dt, z, a, total, params):
    f1, u1, w1 = look(f, now, z, a, params)
    f2, u2, w2 = look(f, now - dt / 2, z - dt / 2 * f1, a + dt / 2 * u1, params)
    f3, u3, w3 = look(f, now - dt / 2, z - dt / 2 * f2, a + dt / 2 * u2, params)
    f4, u4, w4 = look(f, now - dt, z - dt * f3, a + dt * u3, params)
    z = z - dt / 6 * (f1 + 2 * f2 + 2 * f3 + f4)
    a = a + dt / 6 * (u1 + 2 * u2 + 2 * u3 + u4)
    return z, a, [g + dt / 6 * (p + 2 * q + 2 * r + s) for g, p, q, r, s in zip(total, w1, w2, w3, w4)]


def adjoint_observations(f, z_T, t, grads, params):
    z, a, total = z_T, torch.zeros_like(z_T), [torch.zeros_like(p) for p in params]
    for i in reversed(range(1, len(t))):
        z, a, total = back(f, t[i], t[i] - t[i - 1], z, a, total, params)
        a = grads[i] + a
    a = grads[0] + a
    return z, a, tuple(total)
