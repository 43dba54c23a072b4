"""Inside or outside of the unit circle."""

import numpy as np


def classify_fixed_point(J, tol=1e-9):
    ev = np.linalg.eigvals(J)
    size = np.abs(ev)
    rotating = np.abs(ev[0].imag) > tol
    if np.isclose(size, 1, rtol=0, atol=tol).any():
        return "center" if rotating else "non-hyperbolic"
    inside = size < 1
    if inside.all():
        return "stable spiral" if rotating else "stable node"
    if not inside.any():
        return "unstable spiral" if rotating else "unstable node"
    return "saddle"
