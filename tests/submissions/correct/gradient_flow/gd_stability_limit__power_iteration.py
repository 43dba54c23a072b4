"""The largest eigenvalue by squaring the matrix again and again."""

import numpy as np


class NotAMinimum(ValueError):
    pass


def gd_stability_limit(H):
    if not np.allclose(H, H.T) or any(np.linalg.det(H[:k, :k]) <= 0 for k in range(1, len(H) + 1)):
        raise NotAMinimum(f"{H}")
    M = H / np.trace(H)
    for _ in range(40):
        M = M @ M
        M = M / np.trace(M)
    return float(2 / np.trace(M @ H))
