"""The right-hand side of the flow."""


def grad_ab(z):
    r2 = (z**2).sum(axis=-1, keepdims=True)
    return 4 * z * (1 - r2) - z[..., ::-1]
