"""An absolute tolerance."""

import numpy as np


def is_decreasing(V, traj):
    return not np.any(np.diff(V(traj)) > 1e-12)
