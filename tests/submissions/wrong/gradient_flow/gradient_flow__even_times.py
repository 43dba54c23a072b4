"""np.linspace for t_eval."""

import numpy as np
from scipy.integrate import solve_ivp


def gradient_flow(grad, z0, t, rtol=1e-8, atol=1e-10):
    times = np.linspace(t[0], t[-1], num=len(t))
    return solve_ivp(lambda s, z: -grad(z), (t[0], t[-1]), z0, t_eval=times, rtol=rtol, atol=atol).y.T
