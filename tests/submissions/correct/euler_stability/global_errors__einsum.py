"""einsum of the differences."""
import numpy as np


def global_errors(y, y_exact):
    off = y - y_exact
    return np.sqrt(np.einsum("ki,ki->k", off, off))
