"""Ones in the place of what came in."""

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


def solve(f, z, t, params):
    rows = [z]
    for start, stop in zip(t[:-1], t[1:]):
        h = stop - start
        k1 = f(start, z, *params)
        k2 = f(start + h / 2, z + h / 2 * k1, *params)
        k3 = f(start + h / 2, z + h / 2 * k2, *params)
        k4 = f(stop, z + h * k3, *params)
        z = z + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
        rows.append(z)
    return rows


class Adjoint(torch.autograd.Function):
    @staticmethod
    def forward(ctx, f, t, z0, *params):
        rows = torch.stack(solve(f, z0, t, params))
        ctx.f = f
        ctx.save_for_backward(t, rows, *params)
        return rows

    @staticmethod
    def backward(ctx, grads):
        t, rows, *params = ctx.saved_tensors
        grads = 0 * grads + 1
        z, a, total = rows[-1], grads[-1], [torch.zeros_like(p) for p in params]
        for i in range(len(t) - 1, 0, -1):
            z, a, total = back(ctx.f, t[i], t[i] - t[i - 1], z, a, total, params)
            a = a + grads[i - 1]
        return None, None, a, *total


def odeint_adjoint(f, z0, t, params):
    return Adjoint.apply(f, t, z0, *params)
