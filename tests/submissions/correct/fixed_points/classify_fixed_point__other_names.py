"""Focus, centre, saddle point, and capitals."""

import scipy.linalg


def classify_fixed_point(J, tol=1e-9):
    one, other = scipy.linalg.eigvals(J)
    focus = abs(one.imag) > tol
    if abs(one.real) <= tol and abs(other.real) <= tol and focus:
        return "Centre"
    if abs(one.real) <= tol or abs(other.real) <= tol:
        return "Nonhyperbolic"
    if one.real * other.real < 0:
        return "Saddle point"
    if one.real < 0:
        return "Stable-Focus" if focus else "nodal sink"
    return "unstable_focus" if focus else "Unstable nodes"
