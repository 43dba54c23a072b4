"""The distance in time from the start."""

import numpy as np
from scipy.linalg import expm


def linearized_flow(J, x_star, x0, t):
    u = np.subtract(x0, x_star)
    return np.array([x_star + expm(J * np.sqrt(s**2)) @ u for s in t])
