"""A.diagonal()."""
import numpy as np


def is_euler_stable(A, h):
    return all(abs(1 + h * a) < 1 for a in A.diagonal())
