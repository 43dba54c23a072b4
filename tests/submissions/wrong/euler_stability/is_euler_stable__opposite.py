"""Asks for instability."""
import numpy as np


def is_euler_stable(A, h):
    return bool((abs(1 + h * np.linalg.eigvals(A)) >= 1).any())
