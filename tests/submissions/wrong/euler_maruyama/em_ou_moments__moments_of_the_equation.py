"""Formulae of the exact process."""

import numpy as np


def em_ou_moments(n, h, x0, theta, mu, sigma):
    e = np.exp(-theta * n * h)
    var = sigma**2 * n * h if theta == 0 else sigma**2 * -np.expm1(-2 * theta * n * h) / (2 * theta)
    return mu + (x0 - mu) * e, var
