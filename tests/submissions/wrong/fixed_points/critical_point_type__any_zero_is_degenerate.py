"""Flat anywhere: undecided."""

import numpy as np


def critical_point_type(H, tol):
    ev = np.linalg.eigvalsh(H)
    if np.abs(ev).min() <= tol:
        return "degenerate"
    positive = int((ev > 0).sum())
    return {0: "maximum", len(ev): "minimum"}.get(positive, "saddle")
