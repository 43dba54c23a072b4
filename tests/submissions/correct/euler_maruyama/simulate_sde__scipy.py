"""scipy's normal distribution with the generator handed on."""

import numpy as np
from scipy import stats


def simulate_sde(f, g, x0, t, n, rng):
    x = np.full((len(t), n), x0, dtype=float)
    for k, h in enumerate(np.diff(t)):
        kick = stats.norm.rvs(scale=h**0.5, size=n, random_state=rng)
        x[k + 1] = x[k] + f(t[k], x[k]) * h + g(t[k], x[k]) * kick
    return x
