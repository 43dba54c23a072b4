"""All numbers at once, a row per path, transposed."""

import numpy as np


def simulate_sde(f, g, x0, t, n, rng):
    noise = (rng.standard_normal((n, len(t) - 1)) * np.sqrt(np.diff(t))).T
    rows = [np.full(n, float(x0))]
    for k, dW in enumerate(noise):
        rows.append(rows[-1] + f(t[k], rows[-1]) * (t[k + 1] - t[k]) + g(t[k], rows[-1]) * dW)
    return np.array(rows)
