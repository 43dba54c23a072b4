"""Returns the gradient that was given in place of the one at the start."""

import torch


def adjoint_gradients(f, z_T, t, grad_zT, params):
    sizes = [z_T.numel(), grad_zT.numel()] + [p.numel() for p in params]

    def slope(time, y):
        z, a, *_ = torch.split(y, sizes)
        z, a = z.reshape(z_T.shape), a.reshape(z_T.shape)
        rate, pull_back = torch.func.vjp(lambda state, *theta: f(time, state, *theta), z, *params)
        az, *atheta = pull_back(a)
        return torch.cat([rate.reshape(-1), -az.reshape(-1)] + [-x.reshape(-1) for x in atheta])

    y = torch.cat([z_T.reshape(-1), grad_zT.reshape(-1), torch.zeros(sum(sizes[2:]), dtype=torch.float64)])
    backward = t.flip(0)
    for late, early in zip(backward[:-1], backward[1:]):
        h = early - late
        k1 = slope(late, y)
        k2 = slope(late + 0.5 * h, y + 0.5 * h * k1)
        k3 = slope(late + 0.5 * h, y + 0.5 * h * k2)
        k4 = slope(early, y + h * k3)
        y = y + h * (k1 + 2 * k2 + 2 * k3 + k4) / 6
    z, _, *g = torch.split(y, sizes)
    return z.reshape(z_T.shape), grad_zT.clone(), [x.reshape(p.shape) for x, p in zip(g, params)]
