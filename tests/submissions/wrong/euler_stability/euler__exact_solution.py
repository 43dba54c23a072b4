"""solve_ivp, interval by interval."""
import numpy as np
from scipy.integrate import solve_ivp


def euler(f, y0, t):
    rows = [np.array(y0, dtype=float)]
    for k in range(len(t) - 1):
        piece = solve_ivp(f, (t[k], t[k + 1]), rows[-1], method="RK45", rtol=1e-10, atol=1e-12)
        rows.append(piece.y[:, -1])
    return np.array(rows)
