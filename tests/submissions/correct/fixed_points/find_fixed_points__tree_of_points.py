"""Clusters of a single-linkage tree."""

import numpy as np
from scipy.cluster.hierarchy import fclusterdata


def newton(f, jac, x0, tol, max_iter):
    x = np.array(x0, dtype=float)
    for n in range(1, max_iter + 1):
        try:
            s = np.linalg.solve(jac(x), f(x))
        except np.linalg.LinAlgError:
            return x, False, n - 1
        x = x - s
        if np.sqrt(s @ s) <= tol:
            return x, True, n
    return x, False, max_iter


def find_fixed_points(f, jac, starts, tol):
    ends = [newton(f, jac, start, tol, 50) for start in starts]
    good = np.array([x for x, ok, _ in ends if ok and np.linalg.norm(f(x)) <= 1e-6]).reshape(-1, np.shape(starts)[1])
    if len(good) < 2:
        return good
    groups = fclusterdata(good, 1e-4, criterion="distance", method="single")
    firsts = good[np.unique(groups, return_index=True)[1]]
    return firsts[np.lexsort(np.fliplr(firsts).T)]
