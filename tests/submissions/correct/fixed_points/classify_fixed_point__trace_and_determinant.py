"""The quadratic formula, with the imaginary part from a negative discriminant."""

import math


def classify_fixed_point(J, tol=1e-9):
    (a, b), (c, d) = [[float(v) for v in row] for row in J]
    middle, discriminant = (a + d) / 2, ((a - d) / 2) ** 2 + b * c
    spread = math.sqrt(abs(discriminant))
    if discriminant < 0 and spread > tol:
        if abs(middle) <= tol:
            return "center"
        return "stable spiral" if middle < 0 else "unstable spiral"
    low, high = (middle - spread, middle + spread) if discriminant > 0 else (middle, middle)
    if abs(low) <= tol or abs(high) <= tol:
        return "non-hyperbolic"
    if low < 0 < high:
        return "saddle"
    return "stable node" if high < 0 else "unstable node"
