"""One step of Euler's method for each time."""

import numpy as np


def linearized_flow(J, x_star, x0, t):
    u = np.subtract(x0, x_star)
    return np.array([x0 + s * (J @ u) for s in t])
