"""The width of the cloud."""

import numpy as np


def ou_moments(t, x0, theta, mu, sigma):
    t = np.array(t, dtype=float)
    mean = mu + (x0 - mu) / np.exp(theta * t)
    var = sigma**2 * t if theta == 0 else sigma**2 / (2 * theta) * -np.expm1(-2 * theta * t)
    return mean, var**0.5
