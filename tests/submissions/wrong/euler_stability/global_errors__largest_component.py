"""The maximum norm."""
import numpy as np


def global_errors(y, y_exact):
    return np.linalg.norm(y - y_exact, ord=np.inf, axis=1)
