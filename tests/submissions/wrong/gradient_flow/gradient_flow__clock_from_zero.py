"""The span begins at 0."""

from scipy.integrate import solve_ivp


def gradient_flow(grad, z0, t, rtol=1e-8, atol=1e-10):
    span = [0.0, max(t)]
    return solve_ivp(lambda s, z: -grad(z), span, z0, t_eval=t, rtol=rtol, atol=atol).y.T
