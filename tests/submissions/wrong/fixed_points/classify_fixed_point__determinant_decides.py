"""Product of the eigenvalues: negative, zero, positive."""


def classify_fixed_point(J, tol=1e-9):
    (a, b), (c, d) = J.tolist()
    delta = a * d - b * c
    if delta < -tol:
        return "saddle"
    if delta <= tol:
        return "non-hyperbolic"
    if (a + d) ** 2 < 4 * (delta - tol**2):
        return "stable spiral"
    return "stable node"
