"""In units of the exact state."""
import numpy as np


def global_errors(y, y_exact):
    return np.array([np.linalg.norm(a - b) / np.linalg.norm(b) for a, b in zip(y, y_exact)])
