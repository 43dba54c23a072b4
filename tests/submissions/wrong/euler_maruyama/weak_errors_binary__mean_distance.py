"""Distances are added."""

import itertools


import numpy as np


def weak_errors_binary(f, g, x0, t, ks, phi, exact):
    errors = []
    for k in ks:
        times = t[::k]
        steps = np.diff(times)
        ends = [np.array([float(x0)])]
        for start, h in zip(times[:-1], steps, strict=True):
            ends = [x + h * f(start, x) + s * h**0.5 * g(start, x) for x, s in itertools.product(ends, (1.0, -1.0))]
        total = 0.0
        for x in ends:
            total += abs(phi(x)[0] - exact)
        errors.append(total / 2 ** len(steps))
    return np.array(errors)
