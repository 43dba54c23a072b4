"""np.allclose with atol."""

import numpy as np
from scipy.integrate import odeint


def basin_labels(grad, z0s, minima, t_max, tol):
    n, d = z0s.shape
    z = odeint(lambda z, _: -grad(z.reshape(n, d)).ravel(), z0s.ravel(), [0, t_max], rtol=1e-9, atol=1e-11)[-1]
    labels = []
    for end in z.reshape(n, d):
        near = [k for k in range(len(minima)) if np.allclose(end, minima[k], rtol=0, atol=tol)]
        labels.append(near[0] if near else -1)
    return np.array(labels)
