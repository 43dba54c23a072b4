"""One start after the other, by LSODA."""

from math import dist

from scipy.integrate import solve_ivp


def basin_labels(grad, z0s, minima, t_max, tol):
    labels = []
    for z0 in z0s:
        end = solve_ivp(lambda _, z: -grad(z), (0, t_max), z0, "LSODA", rtol=1e-8, atol=1e-10).y[:, -1]
        near = [k for k, minimum in enumerate(minima) if dist(end, minimum) <= tol]
        labels.append(near[0] if near else -1)
    return labels
