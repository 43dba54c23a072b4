"""Labels as in Fortran."""

import numpy as np
from scipy.integrate import odeint
from scipy.spatial.distance import cdist


def basin_labels(grad, z0s, minima, t_max, tol):
    n, d = z0s.shape
    z = odeint(lambda z, _: -grad(z.reshape(n, d)).ravel(), z0s.ravel(), [0, t_max], rtol=1e-9, atol=1e-11)[-1]
    labels = np.zeros(n, dtype=int)
    for i, row in enumerate(cdist(z.reshape(n, d), minima)):
        if row.min() <= tol:
            labels[i] = 1 + row.argmin()
    return labels
