"""axis=0."""


def lyapunov_rate(grad, z):
    g = grad(z)
    return (-g * g).sum(axis=0)
