"""Conjugate transpose taken for transpose."""
import numpy as np


def R(method, z):
    if method == "backward euler":
        return (1 - z) ** -1
    terms = {"euler": 2, "rk2": 3, "rk4": 5}
    if method not in terms:
        raise ValueError("unknown method")
    total, term = 0, np.ones_like(z)
    for k in range(terms[method]):
        total = total + term
        term = term * z / (k + 1)
    return total


def stability_function(method, z):
    return R(method, z).conj()
