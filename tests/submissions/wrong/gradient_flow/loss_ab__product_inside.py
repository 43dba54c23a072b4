"""One pair of brackets for all."""


def loss_ab(z):
    x, y = z[..., 0], z[..., 1]
    inside = x * x + x * y + y * y - 1
    return inside * inside
