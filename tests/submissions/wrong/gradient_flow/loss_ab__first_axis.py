"""Unpacks z."""


def loss_ab(z):
    x, y = z
    return (x * x + y * y - 1) ** 2 + x * y
