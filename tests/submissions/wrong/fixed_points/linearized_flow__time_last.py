"""One column a time, as solve_ivp has it."""

import numpy as np
from scipy.linalg import expm


def linearized_flow(J, x_star, x0, t):
    return np.column_stack([x_star + expm(J * s) @ np.subtract(x0, x_star) for s in t])
