"""One long state, and scipy's table of distances; the labels are floats."""

import numpy as np
from scipy.integrate import odeint
from scipy.spatial.distance import cdist


def basin_labels(grad, z0s, minima, t_max, tol):
    n, d = z0s.shape
    flow = odeint(lambda z, _: -grad(z.reshape(n, d)).reshape(-1), z0s.reshape(-1), [0, t_max], rtol=1e-9, atol=1e-11)
    table = cdist(flow[-1].reshape(n, d), minima)
    labels = -np.ones(n)
    for i, row in enumerate(table):
        for k, distance in enumerate(row):
            if distance <= tol:
                labels[i] = k
    return labels
