"""scipy's (exp(y) - 1) / y, which is 1 at 0."""

import numpy as np
from scipy.special import exprel


def ou_moments(t, x0, theta, mu, sigma):
    t = np.asarray(t, dtype=float)
    return mu + (x0 - mu) * np.exp(-theta * t), sigma**2 * t * exprel(-2 * theta * t)
