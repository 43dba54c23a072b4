"""Stable unless something grows."""

import numpy as np


def classify_fixed_point(J, tol=1e-9):
    ev = np.linalg.eigvals(J)
    grows, shrinks = ev.real > tol, ev.real < -tol
    kind = "spiral" if max(abs(ev.imag)) > tol else "node"
    if grows.any():
        return "saddle" if shrinks.any() else "unstable " + kind
    return "stable " + kind
