"""Distance of each eigenvalue from -1/h, over 1/h."""
import numpy as np


def is_euler_stable(A, h):
    return not any(abs(h * mode - (-1)) >= 1 for mode in np.linalg.eigvals(A))
