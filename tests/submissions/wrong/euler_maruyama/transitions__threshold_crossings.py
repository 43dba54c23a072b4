"""Passages of low and of high."""

import numpy as np


def transitions(x, low=-0.5, high=0.5):
    x = np.asarray(x)
    below, above = np.diff((x >= low).astype(int), axis=0), np.diff((x >= high).astype(int), axis=0)
    return np.abs(below).sum(axis=0) + np.abs(above).sum(axis=0)
