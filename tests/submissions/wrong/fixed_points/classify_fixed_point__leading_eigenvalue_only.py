"""The eigenvalue of the largest real part."""

import numpy as np


def classify_fixed_point(J, tol=1e-9):
    ev = np.linalg.eigvals(J)
    if np.min(np.abs(ev.real)) <= tol:
        return "center" if np.max(np.abs(ev.imag)) > tol else "non-hyperbolic"
    top = ev[np.argmax(ev.real)]
    return ("stable" if top.real < 0 else "unstable") + " " + ("spiral" if abs(top.imag) > tol else "node")
