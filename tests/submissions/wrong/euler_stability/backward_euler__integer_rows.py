"""An array like y0."""
import numpy as np


def backward_euler(f, jac, y0, t):
    out = np.zeros((len(t), len(y0)), dtype=np.array(y0).dtype)
    out[0] = y0
    eye = np.eye(len(y0))
    for k in range(len(t) - 1):
        old, s = out[k].astype(float), t[k + 1]
        h = s - t[k]
        u = old.copy()
        for _ in range(25):
            g = u - old - h * f(s, u)
            M = eye - h * jac(s, u)
            u = u - np.linalg.solve(M, g)
        out[k + 1] = u
    return out
