"""A running total."""
import numpy as np


def global_errors(y, y_exact):
    total, out = 0.0, []
    for a, b in zip(y, y_exact):
        total += float(np.linalg.norm(a - b))
        out.append(total)
    return out
