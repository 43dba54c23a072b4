"""Heun's mean of two slopes for the drift."""

import numpy as np


def simulate_sde(f, g, x0, t, n, rng):
    paths = np.full((len(t), n), x0, dtype=float)
    for k, h in enumerate(np.diff(t)):
        now = paths[k]
        kick = g(t[k], now) * rng.normal(0.0, np.sqrt(h), n)
        first = f(t[k], now)
        second = f(t[k + 1], now + h * first + kick)
        paths[k + 1] = now + (first + second) * h / 2 + kick
    return paths
