"""The spectral theorem."""

import numpy as np
import scipy.linalg


def linearized_flow(J, x_star, x0, t):
    lam, Q = scipy.linalg.eigh(J)
    out = []
    for s in t:
        out.append(x_star + Q @ np.diag(np.exp(s * lam)) @ Q.T @ np.subtract(x0, x_star))
    return np.array(out)
