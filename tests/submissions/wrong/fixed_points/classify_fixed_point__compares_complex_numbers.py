"""Sorted eigenvalues, largest first."""

import numpy as np


def classify_fixed_point(J, tol=1e-9):
    pair = list(np.linalg.eigvals(J).tolist())
    imag = abs(pair[0].imag) if isinstance(pair[0], complex) else 0.0
    if min(abs(z.real) for z in pair) <= tol:
        return "center" if imag > tol else "non-hyperbolic"
    small, large = sorted(pair)
    if small < 0 < large:
        return "saddle"
    kind = "spiral" if imag > tol else "node"
    return f"stable {kind}" if large < 0 else f"unstable {kind}"
