"""Float64 inside, float32 on the way out."""

import numpy as np


def ou_moments(t, x0, theta, mu, sigma):
    t = np.asarray(t, dtype=float)
    var = sigma**2 * t if theta == 0 else sigma**2 * -np.expm1(-2 * theta * t) / (2 * theta)
    return (x0 * np.exp(-theta * t) - mu * np.expm1(-theta * t)).astype(np.float32), var.astype(np.float32)
