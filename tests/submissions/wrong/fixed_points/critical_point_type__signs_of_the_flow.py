"""All rates negative: attracted, so a minimum."""

import numpy as np


def critical_point_type(H, tol):
    rates = np.linalg.eigvals(H).real
    n_in, n_out = int(np.sum(rates < -tol)), int(np.sum(rates > tol))
    if n_in and n_out:
        return "saddle"
    if n_in == len(H):
        return "minimum"
    return "maximum" if n_out == len(H) else "degenerate"
