"""np.trace."""

import numpy as np


def optimal_lr(H):
    if not np.array_equal(H, H.T):
        raise ValueError
    np.linalg.cholesky(H)
    return 2 / sum(np.diag(H))
