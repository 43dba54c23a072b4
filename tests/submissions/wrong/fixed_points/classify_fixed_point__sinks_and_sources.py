"""Names of hydraulics."""

import numpy as np


def classify_fixed_point(J, tol=1e-9):
    ev = np.linalg.eigvals(J)
    if np.any(np.abs(ev.real) <= tol):
        return "center" if np.any(np.abs(ev.imag) > tol) else "non-hyperbolic"
    if np.all(ev.real < 0):
        return "sink"
    return "source" if np.all(ev.real > 0) else "saddle"
