"""Euler's method from time to time."""

import numpy as np


def gradient_flow(grad, z0, t, rtol=1e-8, atol=1e-10):
    z = np.zeros((len(t), len(z0)))
    z[0] = z0
    for k in range(1, len(t)):
        z[k] = z[k - 1] - grad(z[k - 1]) * (t[k] - t[k - 1])
    return z
