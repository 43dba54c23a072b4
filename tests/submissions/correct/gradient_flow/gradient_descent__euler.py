"""Euler's method on the flow, with lr as its step."""

import numpy as np


def euler(f, y0, t):
    y = [np.array(y0, dtype=float)]
    for k in range(len(t) - 1):
        y.append(y[-1] + (t[k + 1] - t[k]) * f(t[k], y[-1]))
    return np.array(y)


def gradient_descent(grad, z0, lr, n_steps):
    return euler(lambda t, z: -grad(z), z0, lr * np.arange(n_steps + 1))
