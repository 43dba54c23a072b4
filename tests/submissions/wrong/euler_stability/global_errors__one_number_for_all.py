"""The Frobenius norm."""
import numpy as np


def global_errors(y, y_exact):
    return float(((y - y_exact) ** 2).sum() ** 0.5)
