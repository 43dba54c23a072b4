"""The given rk4_step, leaves shared by all calls, requires_grad set on detached views, results cloned."""

import torch


def rk4_step(rhs, t, state, h):
    def moved(rates, by):
        return tuple(x + by * rate for x, rate in zip(state, rates))

    k1 = rhs(t, state)
    k2 = rhs(t + h / 2, moved(k1, h / 2))
    k3 = rhs(t + h / 2, moved(k2, h / 2))
    k4 = rhs(t + h, moved(k3, h))
    return moved([(a + 2 * b + 2 * c + d) / 6 for a, b, c, d in zip(k1, k2, k3, k4)], h)


@torch.no_grad()
def adjoint_gradients(f, z_T, t, grad_zT, params):
    theta = [p.detach().requires_grad_() for p in params]

    @torch.enable_grad()
    def augmented(time, state):
        z, a, *_ = state
        z = z.detach().requires_grad_()
        rate = f(time.item(), z, *theta)
        grads = list(torch.autograd.grad(rate, [z, *theta], grad_outputs=a, allow_unused=True))
        for i, x in enumerate([z, *theta]):
            if grads[i] is None:
                grads[i] = torch.zeros_like(x)
        return (rate, *[-g for g in grads])

    state = (z_T, grad_zT, *(torch.zeros_like(p) for p in params))
    for k in reversed(range(1, len(t))):
        state = rk4_step(augmented, t[k], state, t[k - 1] - t[k])
    return state[0].clone(), state[1].clone(), tuple(g.clone() for g in state[2:])
