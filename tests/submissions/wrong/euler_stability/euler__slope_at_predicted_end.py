"""One corrector step with the slope at the predicted end."""
import numpy as np


def euler(f, y0, t):
    out = np.empty((len(t), len(y0)))
    out[0] = y0
    for k in range(len(t) - 1):
        dt = t[k + 1] - t[k]
        guess = out[k] + dt * f(t[k], out[k])
        out[k + 1] = out[k] + dt * f(t[k + 1], guess)
    return out
