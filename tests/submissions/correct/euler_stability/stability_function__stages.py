"""The stages of each method, run on y' = z y from 1."""
import numpy as np


def stability_function(method, z):
    z = np.asarray(z, dtype=complex)
    match method:
        case "euler":
            return 1 + z
        case "rk2":
            k1 = z
            k2 = z * (1 + k1)
            return 1 + (k1 + k2) / 2
        case "rk4":
            k1 = z
            k2 = z * (1 + k1 / 2)
            k3 = z * (1 + k2 / 2)
            k4 = z * (1 + k3)
            return 1 + (k1 + 2 * k2 + 2 * k3 + k4) / 6
        case "backward euler":
            return np.reciprocal(1 - z)
    raise ValueError(method)
