"""A nested list of arrays."""


def hess_ab(z):
    a, b = z[..., 0], z[..., 1]
    return [[12 * a * a + 4 * b * b - 4, 8 * a * b + 1], [8 * b * a + 1, 12 * b * b + 4 * a * a - 4]]
