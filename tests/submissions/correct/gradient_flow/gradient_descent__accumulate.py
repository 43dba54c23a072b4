"""itertools has a word for it."""

from itertools import accumulate, repeat

import numpy as np


def gradient_descent(grad, z0, lr, n_steps):
    step = lambda z, rate: z - rate * grad(z)
    return np.array(list(accumulate(repeat(lr, n_steps), step, initial=np.asarray(z0, float))))
