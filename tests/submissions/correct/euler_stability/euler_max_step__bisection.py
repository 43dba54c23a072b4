"""Bisection on the largest factor, after doubling."""
import numpy as np


def euler_max_step(A):
    w = np.linalg.eigvals(A)

    def grows(h):
        return np.max((1 + h * w.real) ** 2 + (h * w.imag) ** 2) >= 1

    if w.real.max() >= 0:
        return 0.0
    low, high = 0.0, 1.0
    while not grows(high):
        high *= 2
    while high - low > 1e-15 * high:
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if grows(middle):
            high = middle
        else:
            low = middle
    return low
