"""Lists of Python floats."""

import math


def ou_moments(t, x0, theta, mu, sigma):
    mean = [mu + (x0 - mu) * math.exp(-theta * float(s)) for s in t]
    if theta == 0:
        return mean, [sigma**2 * float(s) for s in t]
    return mean, [-(sigma**2) * math.expm1(-2 * theta * float(s)) / (2 * theta) for s in t]
