"""Both special cases, as they stand in the book."""

import numpy as np


def em_ou_moments(n, h, x0, theta, mu, sigma):
    r = np.float64(1.0 - theta * h)
    mean = mu + (x0 - mu) * r**n
    if theta * h in (0.0, 2.0):
        return mean, n * h * sigma**2
    with np.errstate(all="ignore"):
        return mean, sigma**2 * h * (r ** (2 * n) - 1) / (r**2 - 1)
