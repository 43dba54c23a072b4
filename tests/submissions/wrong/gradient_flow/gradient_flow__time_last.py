"""sol.y as it is."""

from scipy.integrate import solve_ivp


def gradient_flow(grad, z0, t, rtol=1e-8, atol=1e-10):
    sol = solve_ivp(fun=lambda t, z: -1 * grad(z), t_span=(t[0], t[-1]), y0=z0, t_eval=t, rtol=rtol, atol=atol)
    return sol.y
