"""dict.get with a default."""
import numpy as np


def stability_function(method, z):
    if method == "backward euler":
        return (1 - z) ** -1
    terms = {"euler": 2, "rk2": 3, "rk4": 5}
    total, term = 0, np.ones_like(z)
    for k in range(terms.get(method, 2)):
        total = total + term
        term = term * z / (k + 1)
    return total
