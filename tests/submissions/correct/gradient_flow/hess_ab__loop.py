"""A loop over the points; nested lists come back."""


def hess_ab(z):
    if z.ndim > 1:
        return [hess_ab(row) for row in z]
    a, b = z.tolist()
    aa, bb, ab = a * a, b * b, a * b
    return [[12 * aa + 4 * bb - 4, 8 * ab + 1], [8 * ab + 1, 4 * aa + 12 * bb - 4]]
