"""The first row stays zero."""
import numpy as np


def euler(f, y0, t):
    states = [np.zeros(len(y0))]
    for k in range(len(t) - 1):
        states.append(states[k] + (t[k + 1] - t[k]) * f(t[k], states[k]))
    return np.array(states)
