"""Per length of the start."""

import torch


def euler(f, t, z, h, params):
    return z + f(t, z, *params) * h


def runge_kutta(f, t, z, h, params):
    k1 = f(t, z, *params)
    k2 = f(t + h / 2, z + h / 2 * k1, *params)
    k3 = f(t + h / 2, z + h / 2 * k2, *params)
    k4 = f(t + h, z + h * k3, *params)
    return z + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)


def reconstruction_error(f, z0, T, n, method, params):
    step, h, z = {"euler": euler, "rk4": runge_kutta}[method], T / n, z0
    for k in range(n):
        z = step(f, k * h, z, h, params)
    for k in range(n):
        z = step(f, T - k * h, z, -h, params)
    return torch.dist(z, z0) / z0.norm()
