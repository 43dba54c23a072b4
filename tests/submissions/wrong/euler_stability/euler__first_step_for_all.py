"""One step length, from the first two times."""
import numpy as np


def euler(f, y0, t):
    t = list(t)
    dt = t[1] - t[0]
    current = np.asarray(y0) * 1.0
    rows = [current]
    for i in range(len(t) - 1):
        current = current + f(t[i], current) * dt
        rows.append(current)
    return np.array(rows)
