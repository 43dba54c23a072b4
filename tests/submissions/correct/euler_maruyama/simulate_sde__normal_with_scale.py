"""rng.normal with the standard deviation as scale, drawn step by step."""

import numpy as np


def simulate_sde(f, g, x0, t, n, rng):
    x = np.full((len(t), n), x0, dtype=float)
    for k, h in enumerate(np.diff(t)):
        kick = rng.normal(0.0, np.sqrt(h), n)
        x[k + 1] = x[k] + f(t[k], x[k]) * h + g(t[k], x[k]) * kick
    return x
