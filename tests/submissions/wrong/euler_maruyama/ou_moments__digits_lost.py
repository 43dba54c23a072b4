"""One minus an exponential."""

import numpy as np


def ou_moments(t, x0, theta, mu, sigma):
    t = np.array(t, dtype=float)
    e = np.exp(-theta * t)
    return mu * (1 - e) + x0 * e, sigma**2 * t if theta == 0 else sigma**2 / 2 / theta * (1 - np.exp(-2 * theta * t))
