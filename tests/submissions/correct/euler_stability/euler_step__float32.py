"""Single precision, which is noticed and accepted."""
import numpy as np


def euler_step(f, t, y, h):
    return (np.asarray(y, np.float32) + np.float32(h) * np.asarray(f(t, y), np.float32)).astype(np.float32)
