"""f is frozen at the first time."""
import numpy as np


def euler(f, y0, t):
    def frozen(y):
        return f(t[0], y)

    states = [np.array(y0, dtype=float)]
    for h in np.diff(t):
        states.append(states[-1] + h * frozen(states[-1]))
    return np.array(states)
