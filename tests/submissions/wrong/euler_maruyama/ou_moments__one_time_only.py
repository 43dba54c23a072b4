"""math.exp of an array."""

import math


def ou_moments(t, x0, theta, mu, sigma):
    e = math.exp(-theta * t)
    return x0 * e + mu * (1 - e), sigma**2 * (1 - e * e) / (2 * theta)
