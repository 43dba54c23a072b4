"""Where it ends."""

from scipy.integrate import solve_ivp


def gradient_flow(grad, z0, t, rtol=1e-8, atol=1e-10):
    return solve_ivp(lambda s, z: -grad(z), (t[0], t[-1]), z0, rtol=rtol, atol=atol).y[:, -1]
