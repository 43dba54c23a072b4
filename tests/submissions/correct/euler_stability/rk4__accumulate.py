"""functools and itertools; a tuple of rows."""
from itertools import accumulate, pairwise

import numpy as np


def step(f, y, a, b):
    h = b - a
    k = f(a, y)
    total = np.array(k, dtype=float)
    for part, weight in ((0.5, 2), (0.5, 2), (1.0, 1)):
        k = np.asarray(f(a + part * h, y + part * h * np.asarray(k)))
        total = total + weight * k
    return y + h * total / 6


def rk4(f, y0, t):
    return tuple(accumulate(pairwise(t), lambda y, ab: step(f, y, *ab), initial=np.array(y0, dtype=float)))
