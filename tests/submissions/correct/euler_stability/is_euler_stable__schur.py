"""The diagonal of the complex Schur form; an int."""
import numpy as np
from scipy.linalg import schur


def is_euler_stable(A, h):
    T, _ = schur(A, output="complex")
    return int((np.abs(1 + h * np.diag(T)) < 1).all())
