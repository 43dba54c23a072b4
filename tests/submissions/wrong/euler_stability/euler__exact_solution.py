"""LSODA at tight tolerances, asked for the grid's times."""
from scipy.integrate import solve_ivp


def euler(f, y0, t):
    solution = solve_ivp(f, [t[0], t[-1]], [float(v) for v in y0], "LSODA", t, rtol=1e-11, atol=1e-12)
    return solution.y.T
