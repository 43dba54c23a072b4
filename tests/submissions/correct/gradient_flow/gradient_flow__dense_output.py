"""A continuous solution, asked afterwards; the clock starts at 0."""

import numpy as np
from scipy.integrate import solve_ivp


def gradient_flow(grad, z0, t, rtol=1e-8, atol=1e-10):
    t = np.asarray(t)
    out = solve_ivp(lambda s, z: -grad(z), (0.0, t[-1] - t[0]), z0, "DOP853", dense_output=True, rtol=rtol, atol=atol)
    return out.sol(t - t[0]).T
