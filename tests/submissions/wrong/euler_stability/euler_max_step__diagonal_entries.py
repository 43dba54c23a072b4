"""A.diagonal()."""
import numpy as np


def euler_max_step(A):
    a = A.diagonal()
    if a.max() >= 0:
        return 0.0
    return -2 / a.min()
