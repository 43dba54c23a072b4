"""The equation without its sign."""

from scipy.integrate import solve_ivp


def gradient_flow(grad, z0, t, rtol=1e-8, atol=1e-10):
    def climb(time, state):
        return grad(state)

    return solve_ivp(climb, [min(t), max(t)], z0, t_eval=t, rtol=rtol, atol=atol).y.T
