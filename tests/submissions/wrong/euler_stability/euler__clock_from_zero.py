"""The clock is set to zero at the start."""
import numpy as np


def euler(f, y0, t):
    states, clock = [np.array(y0, dtype=float)], 0.0
    for h in np.diff(t):
        states.append(states[-1] + h * f(clock, states[-1]))
        clock += h
    return np.array(states)
