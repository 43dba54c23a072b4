"""Float64 inside, float32 on the way out."""

import numpy as np


def ito_drift(f, g, dg, t, x):
    return (f(t, x) + dg(t, x) * g(t, x) * 0.5).astype(np.float32)
