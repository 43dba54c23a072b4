"""Floats, one path after another."""

import numpy as np


def strong_errors(f, g, x0, t, dW, ks, x_exact):
    errors = []
    for k in ks:
        distances = []
        for p in range(len(x0)):
            x = np.array([float(x0[p])])
            for j in range(0, len(dW), k):
                x = x + f(t[j], x) * (t[j + k] - t[j]) + g(t[j], x) * np.sum(dW[j : j + k, p])
            distances.append(abs(float(x[0]) - x_exact[p]))
        errors.append(sum(distances) / len(distances))
    return errors
