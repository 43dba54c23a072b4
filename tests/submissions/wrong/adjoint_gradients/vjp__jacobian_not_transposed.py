"""Forward mode for the state: J a."""

import torch


def vjp(f, t, z, params, a):
    def field(x, theta):
        return f(t, x, *theta)

    _, pushed = torch.func.jvp(lambda x: field(x, params), (z,), (a,))
    _, pull = torch.func.vjp(lambda theta: field(z, theta), tuple(params))
    (by_theta,) = pull(a)
    return pushed, by_theta
