"""Arrays of no dimension."""

import numpy as np


def em_ou_moments(n, h, x0, theta, mu, sigma):
    q = 1 - np.asarray(theta) * h
    powers = np.cumprod(np.concatenate([[1.0], np.full(n, q)]))
    return np.asarray(mu + (x0 - mu) * powers[-1]), np.asarray(sigma**2 * h * (powers[:-1] ** 2).sum())
