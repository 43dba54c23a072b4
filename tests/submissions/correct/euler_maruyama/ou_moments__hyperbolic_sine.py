"""1 - exp(-2y) = 2 exp(-y) sinh(y)."""

import numpy as np


def ou_moments(t, x0, theta, mu, sigma):
    t = np.asarray(t, dtype=float)
    decay = np.exp(-theta * t)
    return mu + (x0 - mu) * decay, sigma**2 * decay * (np.sinh(theta * t) / theta if theta else t)
