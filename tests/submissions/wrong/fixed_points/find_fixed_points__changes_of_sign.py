"""Bisection between neighbours of unlike sign."""

import numpy as np


def find_fixed_points(f, jac, starts, tol):
    grid = sorted(float(x[0]) for x in starts)
    g = lambda x: float(f(np.array([x]))[0])
    roots = []
    for a, b in zip(grid, grid[1:]):
        if np.sign(g(a)) * np.sign(g(b)) == -1:
            lo, hi = a, b
            for _ in range(100):
                mid = (lo + hi) / 2
                if np.sign(g(mid)) == np.sign(g(lo)):
                    lo = mid
                else:
                    hi = mid
            roots.append([hi])
    return np.array(roots).reshape(-1, 1)
