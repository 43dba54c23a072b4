"""The 2 is below, but not above."""

import numpy as np


def ou_moments(t, x0, theta, mu, sigma):
    t = np.array(t, dtype=float)
    mean = mu + (x0 - mu) / np.exp(theta * t)
    return mean, sigma * sigma * t if theta == 0 else sigma * sigma / (2 * theta) * -np.expm1(-theta * t)
