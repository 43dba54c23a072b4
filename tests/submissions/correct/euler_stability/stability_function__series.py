"""math.factorial and a loop; assertions of its own."""
import math

import numpy as np


def stability_function(method, z):
    orders = {"euler": 1, "rk2": 2, "rk4": 4}
    if method in orders:
        return sum(z**k / math.factorial(k) for k in range(orders[method] + 1))
    if method != "backward euler":
        raise ValueError("no such method")
    return np.conj(1 - z) / abs(1 - z) ** 2
