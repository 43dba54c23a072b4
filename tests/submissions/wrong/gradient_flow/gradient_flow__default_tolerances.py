"""rtol and atol are accepted, and forgotten."""

from scipy.integrate import solve_ivp


def gradient_flow(grad, z0, t, rtol=1e-8, atol=1e-10):
    sol = solve_ivp(lambda s, z: -grad(z), [t[0], t[-1]], z0, t_eval=t)
    return sol.y.T
