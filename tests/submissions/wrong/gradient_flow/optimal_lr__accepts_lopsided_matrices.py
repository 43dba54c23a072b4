"""Half a matrix."""

import numpy as np


def optimal_lr(H):
    np.linalg.cholesky(H)
    rates = np.linalg.eigvalsh(H, UPLO="U")
    return 2 / (rates[0] + rates[-1])
