"""The start is the highest."""

import numpy as np


def is_decreasing(V, traj):
    v = V(traj)
    return bool(np.max(v) <= v[0] + 1e-12 * (1 + abs(v[0])))
