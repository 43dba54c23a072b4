"""np.exp of the matrix."""

import numpy as np


def linearized_flow(J, x_star, x0, t):
    u = np.asarray(x0) - np.asarray(x_star)
    out = np.zeros((len(t), len(u)))
    for k in range(len(t)):
        out[k] = np.exp(np.asarray(J) * t[k]).dot(u) + x_star
    return out
