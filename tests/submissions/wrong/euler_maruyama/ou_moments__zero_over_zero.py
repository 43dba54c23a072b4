"""The formula as it stands."""

import numpy as np


def ou_moments(t, x0, theta, mu, sigma):
    theta, t = np.float64(theta), np.asarray(t)
    with np.errstate(all="ignore"):
        return mu + (x0 - mu) * np.exp(-theta * t), sigma**2 / 2 / theta * -np.expm1(-2 * theta * t)
