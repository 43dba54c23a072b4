"""One step as a matrix on (mean - mu, variance, 1)."""

import numpy as np


def em_ou_moments(n, h, x0, theta, mu, sigma):
    step = np.array([[1 - theta * h, 0, 0], [0, (1 - theta * h) ** 2, sigma**2 * h], [0, 0, 1]])
    distance, var, _ = np.linalg.matrix_power(step, n) @ [x0 - mu, 0, 1]
    return float(mu + distance), float(var)
