"""A loop over the points, returning a nested list."""


def loss_ab(z):
    if z.ndim > 1:
        return [loss_ab(row) for row in z]
    a, b = z.tolist()
    return (a * a + b * b - 1) ** 2 + a * b
