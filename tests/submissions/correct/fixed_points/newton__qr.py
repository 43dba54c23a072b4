"""The step from QR factors; the state kept in a history, of which the last row is returned."""

import numpy as np
from scipy.linalg import solve_triangular


def newton(f, jac, x0, tol, max_iter, history=None):
    history = [np.array(x0, dtype=float)]
    converged = False
    for _ in range(max_iter):
        q, r = np.linalg.qr(jac(history[-1]))
        if np.min(np.abs(np.diag(r))) == 0.0:
            break
        s = solve_triangular(r, q.T @ f(history[-1]))
        history.append(history[-1] - s)
        converged = bool(np.linalg.norm(s) <= tol)
        if converged:
            break
    return history[-1], converged, len(history) - 1
