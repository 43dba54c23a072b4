"""scipy's adaptive solver both ways."""

import numpy as np
import torch
from scipy.integrate import solve_ivp


def integrate(rhs, y, times):
    sol = solve_ivp(rhs, (times[0], times[-1]), y, t_eval=times, rtol=1e-6, atol=1e-7)
    return sol.y.T


class Adjoint(torch.autograd.Function):
    @staticmethod
    def forward(ctx, f, t, z0, *params):
        def rhs(time, y):
            return f(time, torch.from_numpy(y).reshape(z0.shape), *params).numpy().ravel()

        ctx.f, ctx.times, ctx.shape, ctx.params = f, t.numpy(), z0.shape, params
        rows = integrate(rhs, z0.detach().numpy().ravel(), ctx.times)
        ctx.end = rows[-1]
        return torch.from_numpy(np.ascontiguousarray(rows)).reshape(len(t), *z0.shape)

    @staticmethod
    def backward(ctx, grads):
        sizes = [ctx.end.size, ctx.end.size, *[p.numel() for p in ctx.params]]

        def rhs(time, y):
            z, a, *_ = torch.split(torch.from_numpy(y), sizes)
            leaves = [x.detach().requires_grad_() for x in (z.reshape(ctx.shape), *ctx.params)]
            with torch.enable_grad():
                value = ctx.f(time, *leaves)
            found = torch.autograd.grad(value, leaves, -a.reshape(ctx.shape), allow_unused=True, materialize_grads=True)
            return np.concatenate([x.detach().numpy().ravel() for x in (value, *found)])

        y = np.concatenate([ctx.end, grads[-1].numpy().ravel(), np.zeros(sum(sizes[2:]))])
        for i in range(len(ctx.times) - 1, 0, -1):
            y = integrate(rhs, y, ctx.times[[i, i - 1]])[-1].copy()
            y[sizes[0] : 2 * sizes[0]] += grads[i - 1].numpy().ravel()
        _, a, *total = torch.split(torch.from_numpy(y), sizes)
        return None, None, a.reshape(ctx.shape), *[g.reshape(p.shape) for g, p in zip(total, ctx.params)]


def odeint_adjoint(f, z0, t, params):
    return Adjoint.apply(f, t, z0, *params)
