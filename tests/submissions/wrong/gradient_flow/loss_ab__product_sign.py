"""Minus ab."""


def loss_ab(z):
    x, y = z[..., 0], z[..., 1]
    return (x * x + y * y - 1) ** 2 - y * x
