"""Runge-Kutta steps of 0.01 for all starts together, and squared distances."""

import numpy as np


def basin_labels(grad, z0s, minima, t_max, tol):
    z = np.array(z0s, dtype=float)
    n = int(np.ceil(t_max / 0.02))
    h = t_max / n
    for _ in range(n):
        k1 = -grad(z)
        k2 = -grad(z + h / 2 * k1)
        k3 = -grad(z + h / 2 * k2)
        k4 = -grad(z + h * k3)
        z = z + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
    square = np.sum((z[:, None] - np.asarray(minima)) ** 2, axis=2)
    labels = np.argmin(square, axis=1)
    labels[np.min(square, axis=1) > tol**2] = -1
    return labels
