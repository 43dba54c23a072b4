"""The drift is added without the length of the step."""

from itertools import accumulate

import numpy as np


def euler_maruyama(f, g, x0, t, dW):
    def advance(now, k):
        return now + f(t[k], now) + g(t[k], now) * dW[k]

    return np.array(list(accumulate(range(len(dW)), advance, initial=np.asarray(x0, dtype=float))))
