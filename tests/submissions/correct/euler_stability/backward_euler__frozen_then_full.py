"""The Jacobian of the start of the step first, then Newton's own."""
import numpy as np


def backward_euler(f, jac, y0, t):
    rows = [[float(v) for v in y0]]
    for start, stop in zip(t[:-1], t[1:]):
        old = np.array(rows[-1])
        h, eye = stop - start, np.eye(len(old))
        frozen = eye - h * jac(stop, old)
        u = old - np.linalg.solve(frozen, -h * f(stop, old))
        for _ in range(30):
            step = np.linalg.solve(eye - h * jac(stop, u), old + h * f(stop, u) - u)
            u = u + step
            if max(abs(step)) < 1e-12:
                break
        rows.append(u.tolist())
    return rows
