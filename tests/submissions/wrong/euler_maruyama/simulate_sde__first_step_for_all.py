"""The first interval's length serves all."""

import numpy as np


def simulate_sde(f, g, x0, t, n, rng):
    h = t[1] - t[0]
    rows = [np.full(n, float(x0))]
    for now in t[:-1]:
        x = rows[-1]
        rows.append(x + h * f(now, x) + g(now, x) * rng.normal(0.0, h**0.5, n))
    return np.stack(rows)
