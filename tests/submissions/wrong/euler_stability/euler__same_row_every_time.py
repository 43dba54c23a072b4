"""One array is appended again and again."""
import numpy as np


def euler(f, y0, t):
    now = np.array([float(v) for v in y0])
    history = [now]
    for k in range(len(t) - 1):
        change = f(t[k], now) * (t[k + 1] - t[k])
        np.add(now, change, out=now)
        history += [now]
    return np.array(history)
