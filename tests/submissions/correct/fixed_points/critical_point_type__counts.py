"""A count of each sign, by the general solver."""

import numpy as np


def critical_point_type(H, tol, names=("minimum", "maximum", "saddle", "degenerate")):
    ev = np.linalg.eigvals(np.array(H)).real.tolist()
    up, down = sum(v > tol for v in ev), sum(v < -tol for v in ev)
    if up and down:
        return names[2]
    return names[0] if up == len(ev) else names[1] if down == len(ev) else names[3]
