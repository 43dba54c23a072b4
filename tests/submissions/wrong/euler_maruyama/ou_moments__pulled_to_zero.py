"""mu does not occur in the mean."""

import numpy as np


def ou_moments(t, x0, theta, mu, sigma):
    t = np.array(t, dtype=float)
    var = sigma**2 * t if theta == 0 else sigma**2 / (2 * theta) * -np.expm1(-2 * theta * t)
    return x0 / np.exp(theta * t), var
