"""backward(), and the .grad of those that have one."""


def vjp(f, t, z, params, a):
    x, *theta = [tensor.clone().requires_grad_(True) for tensor in (z, *params)]
    (f(t, x, *theta) * a).sum().backward()
    return x.grad, tuple(p.grad for p in theta if p.grad is not None)
