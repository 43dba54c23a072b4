"""A column of losses."""


def loss_ab(z):
    x, y = z[..., :1], z[..., 1:]
    return (x**2 + y**2 - 1) ** 2 + x * y
