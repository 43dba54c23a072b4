"""Scaled by the largest component, as hypot does it."""
import numpy as np


def global_errors(y, y_exact):
    off = np.abs(y - y_exact)
    top = off.max(axis=1, keepdims=True)
    part = np.divide(off, top, out=np.zeros_like(off), where=top > 0)
    return top[:, 0] * (part**2).sum(1) ** 0.5
