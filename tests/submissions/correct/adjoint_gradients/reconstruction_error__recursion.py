"""There, the rest, and back again."""

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
    step, h = euler if method == "euler" else runge_kutta, T / n

    def there_and_back(k, z):
        if k == n:
            return z
        far = there_and_back(k + 1, step(f, k * h, z, h, params))
        return step(f, (k + 1) * h, far, -h, params)

    return (there_and_back(0, z0) - z0).square().sum().sqrt().item()
