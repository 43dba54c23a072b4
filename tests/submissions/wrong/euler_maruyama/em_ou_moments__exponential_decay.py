"""The exact factor of a step."""

import numpy as np


def em_ou_moments(n, h, x0, theta, mu, sigma):
    r = np.exp(-theta * h)
    return mu + (x0 - mu) * r**n, sigma**2 * h * sum(r ** (2 * k) for k in range(n))
