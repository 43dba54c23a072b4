"""scipy's eigenvalues, in no order."""

import scipy.linalg


def optimal_lr(H):
    if abs(H - H.T).max() > 0:
        raise ValueError("not symmetric")
    rates = scipy.linalg.eigvals(H).real.tolist()
    if min(rates) <= 0:
        raise ValueError("not positive definite")
    return 1 / ((min(rates) + max(rates)) / 2)
