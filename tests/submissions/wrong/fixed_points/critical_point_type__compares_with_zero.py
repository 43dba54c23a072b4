"""Exact signs."""

import numpy as np


def critical_point_type(H, tol):
    signs = np.sign(np.linalg.eigvalsh(H)).astype(int)
    if 1 in signs and -1 in signs:
        return "saddle"
    if 0 in signs:
        return "degenerate"
    return "minimum" if signs[0] == 1 else "maximum"
