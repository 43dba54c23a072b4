"""Goes down the leading axes one by one; a nested list comes back."""


def grad_ab(z):
    if z.ndim > 1:
        return [grad_ab(row) for row in z]
    a, b = z.tolist()
    square = a * a + b * b
    return [4 * a * (square - 1) + b, 4 * b * (square - 1) + a]
