"""No t_eval."""

from scipy.integrate import solve_ivp


def gradient_flow(grad, z0, t, rtol=1e-8, atol=1e-10):
    sol = solve_ivp(lambda s, z: -grad(z), [t[0], t[-1]], z0, rtol=rtol, atol=atol)
    return sol.y.T
