"""The first increment, scaled to the longer step."""

import numpy as np


def strong_errors(f, g, x0, t, dW, ks, x_exact):
    errors = []
    for k in ks:
        total = 0.0
        for p, true in enumerate(x_exact):
            end = float(x0[p])
            for j in range(0, len(dW), k):
                kick = dW[j][p] * k**0.5
                x = np.array([end])
                end += float(f(t[j], x)[0] * (t[j + k] - t[j]) + g(t[j], x)[0] * kick)
            total += abs(end - true)
        errors.append(total / len(x0))
    return np.array(errors)
