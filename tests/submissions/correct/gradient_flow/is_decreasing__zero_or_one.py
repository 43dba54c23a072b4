"""Counts the rises; 1 for True."""

import numpy as np


def is_decreasing(V, traj):
    v = V(traj)
    rises = np.count_nonzero(v[1:] > v[:-1] + 1e-12 * (1 + abs(v[:-1])))
    return int(rises == 0)
