"""An integrator of three digits, from 0 to each time."""

import numpy as np
from scipy.integrate import solve_ivp


def linearized_flow(J, x_star, x0, t):
    A, centre = np.asarray(J), np.asarray(x_star)
    rows = []
    for s in t:
        solution = solve_ivp(lambda _, y: A.dot(y - centre), [0, s], np.asarray(x0, dtype=float))
        rows.append(solution.y[:, -1])
    return np.array(rows)
