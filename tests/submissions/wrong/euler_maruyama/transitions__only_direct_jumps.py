"""From one side to the other within a step."""

import numpy as np


def transitions(x, low=-0.5, high=0.5):
    x = np.asarray(x)
    up = (x[:-1] <= low) & (x[1:] >= high)
    down = (x[:-1] >= high) & (x[1:] <= low)
    return (up | down).sum(axis=0)
