"""theta = 0 has a branch of its own."""

import numpy as np


def em_ou_moments(n, h, x0, theta, mu, sigma):
    r = np.float64(1 - theta * h)
    if np.isclose(r, 1.0):
        return x0, sigma**2 * h * n
    return mu + (x0 - mu) * r**n, sigma**2 * h * (1 - r**n * r**n) / (1 - r * r)
