"""Euler steps too short to pass anything, and a look at where they lead."""

import numpy as np


def stability_1d(f, x, delta, steps=20):
    words = {(True, True): "attracting", (False, False): "repelling"}
    towards = []
    for side in (-1.0, 1.0):
        y = x + side * delta
        for _ in range(steps):
            y = y + 1e-3 * delta * np.tanh(float(f(y)))
        towards.append(bool(abs(y - x) < delta))
    return words.get(tuple(towards), "semistable")
