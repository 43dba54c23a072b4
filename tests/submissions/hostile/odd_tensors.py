# Attack: none: right gradients as tensors in odd clothes: followed by autograd, transposed, negated when read, parameters, subclasses.
# Expect: adjoint_gradients.adjoint_gradients 10 points, passed
# Shows: nothing
import itertools

import torch
from torch.autograd import grad


class Named(torch.Tensor):
    """A tensor with a name."""

    name = "g"


def transposed(x):
    return x.T.contiguous().T if x.ndim == 2 else x.repeat(2)[: len(x)]


def spread(x):
    return torch.stack([x, x], dim=-1)[..., 1]


CLOTHES = [
    lambda x: x.clone().requires_grad_() * 1.0,
    transposed,
    lambda x: torch._neg_view(-x),
    torch.nn.Parameter,
    lambda x: x.as_subclass(Named),
    spread,
    lambda x: x.numpy(),
    lambda x: torch.complex(0 * x, x).imag,
    lambda x: torch.complex(0 * x, -x).conj().imag,
]
clothes = itertools.cycle(CLOTHES)


def rates(f, t, z, a, params):
    inputs = [x.detach().clone().requires_grad_() for x in (z, *params)]
    with torch.enable_grad():
        rate = f(t, *inputs)
        found = grad(rate, inputs, a, allow_unused=True)
    return [rate.detach(), *(torch.zeros_like(x) if g is None else -g for x, g in zip(inputs, found))]


def adjoint_gradients(f, z_T, t, grad_zT, params):
    state = [z_T, grad_zT, *(torch.zeros_like(p) for p in params)]
    for end, start in zip(reversed(t[1:]) if isinstance(t, list) else t[1:].flip(0), t[:-1].flip(0)):
        h = start - end
        moved = lambda k, by: [x + by * d for x, d in zip(state, k)]
        k1 = rates(f, end, *state[:2], params)
        k2 = rates(f, end + h / 2, *moved(k1, h / 2)[:2], params)
        k3 = rates(f, end + h / 2, *moved(k2, h / 2)[:2], params)
        k4 = rates(f, start, *moved(k3, h)[:2], params)
        state = [x + h / 6 * (a + 2 * b + 2 * c + d) for x, a, b, c, d in zip(state, k1, k2, k3, k4)]
    wear = next(clothes)
    z0, a0, *grads = map(wear, state)
    return [z0, a0, tuple(grads)]
