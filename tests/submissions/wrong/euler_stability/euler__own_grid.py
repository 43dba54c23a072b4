"""Time is accumulated until the end is reached."""
import numpy as np


def euler(f, y0, t):
    dt, now, end = t[1] - t[0], t[0], t[-1]
    history = [1.0 * np.array(y0)]
    while now < end:
        last = history[-1]
        history.append(last + dt * f(now, last))
        now = now + dt
    return np.vstack(history)
