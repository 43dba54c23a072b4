"""The first row is the start."""

import numpy as np
from scipy.linalg import expm


def linearized_flow(J, x_star, x0, t):
    rows = [np.array(x0, dtype=float)]
    for k in range(1, len(t)):
        rows.append(x_star + expm(J * (t[k] - t[k - 1])) @ (rows[-1] - x_star))
    return np.array(rows)
