"""Central differences without the 2."""

import numpy as np


def jacobian_fd(f, x, eps=1e-6):
    d = len(x)
    cols = []
    for j in range(d):
        plus, minus = [float(v) for v in x], [float(v) for v in x]
        plus[j] += eps
        minus[j] -= eps
        cols.append([(a - b) / eps for a, b in zip(f(np.array(plus)), f(np.array(minus)))])
    return [list(row) for row in zip(*cols)]
