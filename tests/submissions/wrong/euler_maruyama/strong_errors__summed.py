"""The sum over the paths."""

import numpy as np


def strong_errors(f, g, x0, t, dW, ks, x_exact):
    errors = []
    for k in ks:
        total = 0.0
        for p, true in enumerate(x_exact):
            end = float(x0[p])
            for j in range(0, len(dW), k):
                kick = sum(dW[j + i][p] for i in range(k))
                x = np.array([end])
                end += float(f(t[j], x)[0] * (t[j + k] - t[j]) + g(t[j], x)[0] * kick)
            total += abs(end - true)
        errors.append(total)
    return np.array(errors)
