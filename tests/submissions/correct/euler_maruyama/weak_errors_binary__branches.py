"""Paths that branch, step by step."""

import numpy as np


def weak_errors_binary(f, g, x0, t, ks, phi, exact):
    errors = []
    for k in ks:
        x = np.array([float(x0)])
        for j in range(0, len(t) - 1, k):
            h = t[j + k] - t[j]
            drift, kick = f(t[j], x) * h, g(t[j], x) * np.sqrt(h)
            x = np.concatenate([x + drift + kick, x + drift - kick])
        errors.append(float(phi(x).mean() - exact))
    return errors
