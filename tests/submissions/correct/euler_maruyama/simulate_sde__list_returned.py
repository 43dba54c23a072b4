"""Rows of Python floats."""

import numpy as np


def simulate_sde(f, g, x0, t, n, rng):
    rows = [[float(x0)] * n]
    for k in range(len(t) - 1):
        x, h = np.array(rows[-1]), t[k + 1] - t[k]
        rows.append(list(x + f(t[k], x) * h + g(t[k], x) * rng.normal(scale=np.sqrt(h), size=n)))
    return rows
