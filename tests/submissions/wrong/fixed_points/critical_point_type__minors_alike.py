"""Leading minors, one after the other."""

import numpy as np


def critical_point_type(H, tol):
    signs = set()
    for k in range(len(H)):
        minor = np.linalg.det(H[: k + 1, : k + 1])
        signs.add(0 if abs(minor) <= tol else int(np.sign(minor)))
    if 0 in signs:
        return "degenerate"
    if len(signs) == 2:
        return "saddle"
    return "minimum" if signs == {1} else "maximum"
