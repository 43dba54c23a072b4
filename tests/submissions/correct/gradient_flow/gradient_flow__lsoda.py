"""Another method of solve_ivp."""

from scipy.integrate import solve_ivp


def gradient_flow(grad, z0, t, rtol=1e-8, atol=1e-10):
    def velocity(_, z):
        return -grad(z)

    out = solve_ivp(velocity, [t[0], t[-1]], z0, method="LSODA", t_eval=t, rtol=rtol / 10, atol=atol / 10)
    return out.y.transpose()
