"""The older interface of scipy, which puts time first."""

from scipy.integrate import odeint


def gradient_flow(grad, z0, t, rtol=1e-8, atol=1e-10):
    return odeint(lambda t, z: -grad(z), z0, t, rtol=rtol / 10, atol=atol / 10, tfirst=True)
