"""The two numbers on the diagonal."""


def classify_fixed_point(J, tol=1e-9):
    a, d = float(J[0][0]), float(J[1][1])
    if min(abs(a), abs(d)) <= tol:
        return "non-hyperbolic"
    if a * d < 0:
        return "saddle"
    if a < 0:
        return "stable node"
    return "unstable node"
