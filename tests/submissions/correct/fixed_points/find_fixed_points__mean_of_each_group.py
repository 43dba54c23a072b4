"""Ends that belong together are collected, and their mean is returned."""

import numpy as np


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
    groups = []
    for start in starts:
        x, ok, _ = newton(f, jac, start, tol, 50)
        if not (ok and np.linalg.norm(f(x)) <= 1e-6):
            continue
        for group in groups:
            if np.linalg.norm(group[0] - x) <= 1e-4:
                group.append(x)
                break
        else:
            groups.append([x])
    means = np.array([np.mean(group, axis=0) for group in groups]).reshape(len(groups), np.shape(starts)[1])
    return means[np.lexsort(means.T[::-1])]
