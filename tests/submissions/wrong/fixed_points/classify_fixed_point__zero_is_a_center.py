"""Whatever neither grows nor shrinks."""

import numpy as np


def classify_fixed_point(J, tol=1e-9):
    re, im = np.linalg.eigvals(J).real, np.linalg.eigvals(J).imag
    if np.min(np.abs(re)) <= tol:
        return "center"
    if np.sign(re[0]) != np.sign(re[1]):
        return "saddle"
    return ("stable " if re[0] < 0 else "unstable ") + ("node" if np.max(np.abs(im)) <= tol else "spiral")
