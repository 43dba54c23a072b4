"""Cubes the variable: 4a^3 - 4a + b."""


def grad_ab(z):
    return 4 * z**3 - 4 * z + z[..., [1, 0]]
