"""An adaptive solver from scipy on the flattened system."""

import torch
from scipy.integrate import solve_ivp


def adjoint_gradients(f, z_T, t, grad_zT, params):
    sizes = [z_T.numel(), grad_zT.numel()] + [p.numel() for p in params]

    def slope(time, y):
        z, a, *_ = torch.split(y, sizes)
        z, a = z.reshape(z_T.shape), a.reshape(z_T.shape)
        rate, pull_back = torch.func.vjp(lambda state, *theta: f(time, state, *theta), z, *params)
        az, *atheta = pull_back(a)
        return torch.cat([rate.reshape(-1), -az.reshape(-1)] + [-x.reshape(-1) for x in atheta])

    y = torch.cat([z_T.reshape(-1), grad_zT.reshape(-1), torch.zeros(sum(sizes[2:]), dtype=torch.float64)])
    span = t[-1].item(), t[0].item()
    rhs = lambda time, y: slope(time, torch.from_numpy(y)).numpy()  # noqa: E731
    solution = solve_ivp(rhs, span, y.numpy(), rtol=1e-8, atol=1e-9)
    y = torch.from_numpy(solution.y[:, -1].copy())
    z, a, *g = torch.split(y, sizes)
    return z.reshape(z_T.shape), a.reshape(z_T.shape), [x.reshape(p.shape) for x, p in zip(g, params)]
