"""scipy finds the end of the step."""
import numpy as np
from scipy.optimize import root


def euler_step(f, t, y, h):
    y = np.array(y, dtype=float)
    return root(lambda u: u - h * np.array(f(t + h, u)) - y, y, tol=1e-13).x
