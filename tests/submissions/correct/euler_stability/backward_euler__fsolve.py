"""scipy.optimize.fsolve with the Jacobian of the equation."""
import numpy as np
from scipy.optimize import fsolve


def backward_euler(f, jac, y0, t):
    rows = [np.array(y0, dtype=float)]
    for k in range(1, len(t)):
        h = t[k] - t[k - 1]
        g = lambda u: u - rows[-1] - h * f(t[k], u)
        dg = lambda u: np.eye(len(u)) - h * jac(t[k], u)
        rows.append(fsolve(g, rows[-1], fprime=dg, xtol=1e-13))
    return rows
