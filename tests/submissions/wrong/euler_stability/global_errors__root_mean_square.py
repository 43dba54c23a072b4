"""RMSE of each row."""
import numpy as np


def global_errors(y, y_exact):
    return np.array([(r @ r / r.size) ** 0.5 for r in y - y_exact])
