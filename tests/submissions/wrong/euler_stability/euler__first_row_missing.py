"""The start is not among the rows."""
import numpy as np


def euler(f, y0, t):
    history = []
    state = np.array(y0) * 1.0
    for k in range(1, len(t)):
        state = state + f(t[k - 1], state) * (t[k] - t[k - 1])
        history.append(state)
    return np.array(history)
