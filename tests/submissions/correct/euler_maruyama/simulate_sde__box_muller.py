"""Box and Muller's way from uniform to normal numbers."""

import numpy as np


def simulate_sde(f, g, x0, t, n, rng):
    x = np.full((len(t), n), x0, dtype=float)
    for k, h in enumerate(np.diff(t)):
        kick = np.sqrt(-2 * h * np.log1p(-rng.random(n))) * np.cos(2 * np.pi * rng.random(n))
        x[k + 1] = x[k] + f(t[k], x[k]) * h + g(t[k], x[k]) * kick
    return x
