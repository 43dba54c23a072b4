"""The root of the covariance's diagonal, with the first sources."""

import numpy as np


def euler_maruyama_nd(f, g, x0, t, dW):
    x = np.zeros((len(t), *np.shape(x0)))
    x[0] = x0
    for k, h in enumerate(np.diff(t)):
        G = g(t[k], x[k])
        variances = np.diagonal(G @ G.transpose(0, 2, 1), axis1=1, axis2=2)
        x[k + 1] = x[k] + h * f(t[k], x[k]) + np.sqrt(variances) * dW[k][:, : x.shape[2]]
    return x
