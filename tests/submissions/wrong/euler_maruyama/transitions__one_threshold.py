"""Passages of high."""

import numpy as np


def transitions(x, low=-0.5, high=0.5):
    return np.abs(np.diff((np.asarray(x) >= high).astype(int), axis=0)).sum(axis=0)
