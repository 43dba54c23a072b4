"""torch.utils.checkpoint around the whole solver."""

import torch
from torch.utils.checkpoint import checkpoint


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


def odeint_adjoint(f, z0, t, params):
    def run(z, *theta):
        return torch.stack(solve(f, z, t, theta))

    return checkpoint(run, z0, *params, use_reentrant=False)
