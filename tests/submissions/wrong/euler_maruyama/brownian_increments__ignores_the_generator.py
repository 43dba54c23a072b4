"""The standard library's generator is used."""

import random


import numpy as np


def brownian_increments(t, n, rng):
    return np.array([[random.gauss(0.0, np.sqrt(h)) for _ in range(n)] for h in np.diff(t)])
