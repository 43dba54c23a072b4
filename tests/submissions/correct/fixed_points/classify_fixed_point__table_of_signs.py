"""Counts of eigenvalues of each sign look the name up."""

import numpy as np


def classify_fixed_point(J, tol=1e-9):
    ev = np.asarray(np.linalg.eigvals(np.asarray(J, dtype=complex)))
    negative, positive = int((ev.real < -tol).sum()), int((ev.real > tol).sum())
    turning = bool((abs(ev.imag) > tol).any())
    names = {(2, 0, True): "stable spiral", (2, 0, False): "stable node", (0, 2, True): "unstable spiral"}
    names |= {(0, 2, False): "unstable node", (1, 1, False): "saddle", (0, 0, True): "center"}
    return names.get((negative, positive, turning), "non-hyperbolic")
