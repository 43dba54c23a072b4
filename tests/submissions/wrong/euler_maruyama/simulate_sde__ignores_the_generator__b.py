"""The standard library's generator is used."""

import random

import numpy as np


def simulate_sde(f, g, x0, t, n, rng):
    paths = np.full((len(t), n), x0, dtype=float)
    for k, h in enumerate(np.diff(t)):
        now = paths[k]
        kick = np.array([random.gauss(0.0, 1.0) for _ in range(n)]) * np.sqrt(h)
        paths[k + 1] = now + f(t[k], now) * h + g(t[k], now) * kick
    return paths
