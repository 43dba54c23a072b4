"""The recurrence handed to itertools.accumulate."""

from itertools import accumulate


import numpy as np


def euler_maruyama_nd(f, g, x0, t, dW):
    def step(x, interval):
        start, stop, kick = interval
        return x + (stop - start) * f(start, x) + np.einsum("...ab,...b", g(start, x), kick)

    steps = zip(t[:-1], t[1:], dW, strict=True)
    return np.array(list(accumulate(steps, step, initial=np.array(x0, dtype=float))))
