"""In place, on a float copy."""
import numpy as np


def euler_step(f, t, y, h):
    new = np.array(y, dtype=np.float64)
    new += np.multiply(h, f(t, y))
    return new
