"""The recurrence handed to itertools.accumulate."""

from itertools import accumulate

import numpy as np


def euler_maruyama(f, g, x0, t, dW):
    def step(x, interval):
        start, h, kick = interval
        return x + f(start, x) * h + g(start, x) * kick

    intervals = zip(t[:-1], np.diff(t), dW, strict=True)
    return np.array(list(accumulate(intervals, step, initial=np.asarray(x0, dtype=float))))
