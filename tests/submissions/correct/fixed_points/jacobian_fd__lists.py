"""Lists and tuples, an entry at a time."""

import numpy as np


def jacobian_fd(f, x, eps=1e-6, *, half=0.5):
    def moved(j, by):
        return np.array([float(v) + (by if i == j else 0.0) for i, v in enumerate(x)])

    pairs = [(f(moved(j, eps)), f(moved(j, -eps))) for j in range(len(x))]
    return tuple([half * (a[i] - b[i]) / eps for a, b in pairs] for i in range(len(pairs[0][0])))
