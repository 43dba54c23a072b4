"""The sum of all terms."""

import numpy as np


def em_ou_moments(n, h, x0, theta, mu, sigma):
    q = (1 - theta * h) ** 2
    return mu + (x0 - mu) * (1 - theta * h) ** n, sigma**2 * h * np.sum(q ** np.arange(n))
