"""Only the increment."""
import numpy as np


def euler_step(f, t, y, h):
    dy = np.multiply(f(t, y), h)
    return dy
