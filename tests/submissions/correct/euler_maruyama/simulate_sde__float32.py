"""Float64 inside, float32 on the way out."""

import numpy as np


def simulate_sde(f, g, x0, t, n, rng):
    steps = np.diff(t)
    x = np.full((len(t), n), x0, dtype=float)
    for k, z in enumerate(rng.standard_normal((len(steps), n))):
        x[k + 1] = x[k] + f(t[k], x[k]) * steps[k] + g(t[k], x[k]) * np.sqrt(steps[k]) * z
    return x.astype(np.float32)
