"""All times at once, with rows for states."""

import numpy as np
from scipy.linalg import expm


def linearized_flow(J, x_star, x0, t):
    E = expm(np.asarray(t)[:, None, None] * J)
    return x_star + np.einsum("i,kij->kj", np.subtract(x0, x_star), E)
