"""theta where 2 theta belongs."""

import numpy as np


def ou_moments(t, x0, theta, mu, sigma):
    decay = np.exp(-theta * np.asarray(t, dtype=float))
    var = sigma**2 * np.asarray(t, dtype=float) if theta == 0 else -(sigma**2) * np.expm1(-theta * np.asarray(t)) / theta
    return x0 * decay + mu * (1 - decay), var
