"""A pull below 1e-10 counts as none."""

import numpy as np


def ou_moments(t, x0, theta, mu, sigma):
    t = np.array(t, dtype=float)
    e = np.exp(-theta * t)
    small = np.isclose(theta, 0.0, atol=1e-10)
    return mu * (1 - e) + x0 * e, sigma**2 * t if small else sigma**2 / (2 * theta) * -np.expm1(-2 * theta * t)
