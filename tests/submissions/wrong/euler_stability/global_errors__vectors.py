"""No norm at all."""
import numpy as np


def global_errors(y, y_exact):
    return np.subtract(y, y_exact).tolist()
