"""The numbers of the signature, written out once more."""

from scipy.integrate import solve_ivp


def gradient_flow(grad, z0, t, rtol=1e-8, atol=1e-10):
    options = {"rtol": 1e-8, "atol": 1e-10, "t_eval": t}
    return solve_ivp(lambda s, z: -grad(z), [t[0], t[-1]], z0, **options).y.T
