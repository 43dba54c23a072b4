"""The series at a small time, squared again and again; lists are returned."""

import numpy as np


def exponential(A):
    halvings = max(0, int(np.ceil(np.log2(max(np.abs(A).sum(), 1e-300)))) + 3)
    term = total = np.eye(len(A))
    for k in range(1, 20):
        term = term @ (A / 2**halvings) / k
        total = total + term
    for _ in range(halvings):
        total = total @ total
    return total


def linearized_flow(J, x_star, x0, t):
    u = [float(a) - float(b) for a, b in zip(x0, x_star, strict=True)]
    return [(np.asarray(x_star) + exponential(float(s) * np.asarray(J)) @ u).tolist() for s in t]
