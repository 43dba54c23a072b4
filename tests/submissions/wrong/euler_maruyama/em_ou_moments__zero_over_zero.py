"""The closed form as it stands."""

import numpy as np


def em_ou_moments(n, h, x0, theta, mu, sigma):
    q = np.square(1.0 - theta * h)
    with np.errstate(all="ignore"):
        return mu + (x0 - mu) * (1.0 - theta * h) ** n, sigma**2 * h * (1 - q**n) / (1 - q)
