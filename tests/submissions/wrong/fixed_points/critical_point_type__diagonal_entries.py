"""Second derivatives along the axes."""


def critical_point_type(H, tol):
    along = [float(H[k][k]) for k in range(len(H))]
    if max(along) > tol and min(along) < -tol:
        return "saddle"
    if min(along) > tol:
        return "minimum"
    if max(along) < -tol:
        return "maximum"
    return "degenerate"
