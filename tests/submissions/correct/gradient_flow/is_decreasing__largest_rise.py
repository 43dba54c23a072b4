"""The largest rise over its allowance; a numpy bool comes back."""

import numpy as np


def is_decreasing(V, traj):
    v = np.asarray(V(traj), dtype=float)
    return np.max((v[1:] - v[:-1]) / (1 + np.abs(v[:-1]))) <= 1e-12
