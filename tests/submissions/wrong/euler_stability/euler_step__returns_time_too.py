"""A pair (t, y)."""
import numpy as np


def euler_step(f, t, y, h):
    return (t + h, np.asarray(y) + h * np.asarray(f(t, y)))
