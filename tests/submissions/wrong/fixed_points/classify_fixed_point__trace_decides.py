"""Sum of the eigenvalues for growth, discriminant for rotation."""

import numpy as np


def classify_fixed_point(J, tol=1e-9):
    tau = float(np.trace(J))
    turning = bool(np.iscomplexobj(np.linalg.eigvals(J))) and max(abs(np.linalg.eigvals(J).imag)) > tol
    if abs(tau) / 2 <= tol:
        return "center" if turning else "non-hyperbolic"
    name = "stable" if tau < 0 else "unstable"
    return name + (" spiral" if turning else " node")
