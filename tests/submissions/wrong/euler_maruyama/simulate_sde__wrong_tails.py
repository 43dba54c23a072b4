"""No kick of more than two and a half standard deviations."""

import numpy as np


def simulate_sde(f, g, x0, t, n, rng):
    paths = np.full((len(t), n), x0, dtype=float)
    for k, h in enumerate(np.diff(t)):
        now = paths[k]
        most = 2.5 * np.sqrt(h)
        kick = np.minimum(np.maximum(rng.normal(0.0, np.sqrt(h), n), -most), most)
        paths[k + 1] = now + f(t[k], now) * h + g(t[k], now) * kick
    return paths
