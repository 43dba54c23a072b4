"""Descent for t_max steps."""

import numpy as np


def basin_labels(grad, z0s, minima, t_max, tol):
    z = z0s.copy()
    for _ in range(round(t_max)):
        z -= 0.05 * grad(z)
    table = np.sqrt(((z[:, None] - minima) ** 2).sum(-1))
    return np.where(table.min(axis=1) <= tol, table.argmin(axis=1), -1)
