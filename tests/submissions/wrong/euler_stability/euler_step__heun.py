"""Predict and correct."""
import numpy as np


def euler_step(f, t, y, h):
    k1 = f(t, y)
    k2 = f(t + h, y + h * k1)
    return y + h * np.mean([k1, k2], axis=0)
