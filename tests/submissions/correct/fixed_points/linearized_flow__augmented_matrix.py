"""x' = J x - J x_star, made linear by a component that stays 1."""

import numpy as np
from scipy.linalg import expm


def linearized_flow(J, x_star, x0, t, label=None):
    d = len(x0)
    A = np.zeros((d + 1, d + 1))
    A[:d, :d] = J
    A[:d, d] = -np.dot(J, x_star)
    start = np.append(np.asarray(x0, dtype=float), 1.0)
    return np.array([(expm(A * s) @ start)[:d] for s in t])
