"""det > 0 and trace > 0."""

import numpy as np


def gd_stability_limit(H):
    if np.prod(np.linalg.eigvalsh(H)) <= 0 or np.trace(H) <= 0 or not np.array_equal(H, H.T):
        raise ValueError("not a minimum")
    return 2 / np.linalg.norm(H, 2)
