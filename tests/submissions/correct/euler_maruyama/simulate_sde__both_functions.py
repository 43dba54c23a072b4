"""Increments drawn at once and handed to the other exercise."""

import numpy as np


def euler_maruyama(f, g, x0, t, dW):
    x = [np.asarray(x0, dtype=float)]
    for k, h in enumerate(np.diff(t)):
        x.append(x[k] + h * f(t[k], x[k]) + g(t[k], x[k]) * dW[k])
    return np.array(x)


def simulate_sde(f, g, x0, t, n, rng):
    dW = rng.normal(0.0, np.sqrt(np.diff(t))[:, np.newaxis], size=(len(t) - 1, n))
    return euler_maruyama(f, g, x0 * np.ones(n), t, dW)
